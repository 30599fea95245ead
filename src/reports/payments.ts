import type { Translate } from '../i18n/translate.ts'
import { task } from '../jobs/task.ts'
import { ages } from './ageing.ts'
import { type Debtor, debtorsInTurn, firstDebtors } from './debtors.ts'
import { type Named, namesOf } from './dimensions.ts'
import { firstRows, type PaymentRow, rowsInTurn } from './payments-list.ts'
import { type PaymentMeasure, type PaymentsAsked, paymentMeasures, paymentRecordsAddress } from './payments-question.ts'
import { added, nothing, type PaymentsNarrowing, type Standing } from './receivables.ts'
import { type Cell, type Drawing, type Result, type Row, report } from './report.ts'
import { salespeople, wholeOf } from './standings.ts'
import { wordOf } from './words.ts'

/** What is paid and owed, by order, customer or salesperson, and how old what is owed is today. */
export const paymentsReport = report<PaymentsNarrowing>({
  name: 'payments',
  measures: paymentMeasures.map((name) => ({ name, unit: 'money' })),
  run: runPayments,
  rows: paymentRows,
  layout: ({ asked: { group_by, from, to } }) => ({
    group_by,
    then_by: null,
    measure: 'owed',
    compare: null,
    from,
    to,
  }),
  drawing: ageing,
})

/** One figure of it, computed as the report does, in minor units. */
export const paymentFigureTask = task(
  'reports.payment_figure',
  async (narrowing: PaymentsNarrowing): Promise<number> => {
    const { place, measure } = narrowing
    if (place?.group !== 'salesperson') return (await wholeOf(narrowing)).standing[measure ?? 'owed']
    const { groups } = await salespeople(narrowing)
    const names = await namesOf('salesperson', groups.keys())
    const own = [...groups].find(([id]) => names.get(id)?.key === place.key)
    return own?.[1][measure ?? 'owed'] ?? 0
  },
)

/** The chart shows how old what is owed is; the table's last row says the same. */
function ageing({ totals }: Result, _: PaymentsNarrowing, t: Translate): Drawing {
  const groups = ages.map((age) => ({
    label: t(wordOf(age)),
    now: totals.cells.find(({ measure }) => measure === age)?.value ?? 0,
    before: null,
  }))
  return { title: t('reports.ageing'), unit: 'money', groups, now: t('reports.ageing'), before: null, left: 0 }
}

async function runPayments(narrowing: PaymentsNarrowing, most: number): Promise<Result> {
  const { asked } = narrowing
  const result = (standing: Standing, rows: Row[], count: number) => ({
    rows,
    columns: null,
    totals: rowOf(asked, standing, { key: null, label: null }),
    left: count - rows.length,
  })
  if (asked.group_by === 'salesperson') {
    const { groups, whole } = await salespeople(narrowing)
    return result(whole, await namedRows(asked, inOrder(groups).slice(0, most)), groups.size)
  }
  const { standing, orders } = await wholeOf(narrowing)
  if (asked.group_by === 'customer') {
    const { groups, count } = await firstDebtors(narrowing, most)
    return result(standing, await namedRows(asked, groups), count)
  }
  const rows = (await firstRows(narrowing, most)).map(orderRow)
  return { ...result(standing, rows, orders), details: ['customer', 'due_on'] }
}

/** All rows, of which only some are there at a time. */
async function* paymentRows(narrowing: PaymentsNarrowing): AsyncGenerator<Row> {
  const { asked } = narrowing
  if (asked.group_by === 'salesperson') yield* await namedRows(asked, inOrder((await salespeople(narrowing)).groups))
  else if (asked.group_by === 'order') for await (const row of rowsInTurn(narrowing)) yield orderRow(row)
  else for await (const [, standing, named] of debtorsInTurn(narrowing)) yield rowOf(asked, standing, named)
}

const bare = { compared: null, parts: [] }

/** Who owes most comes first; of those that owe the same, who was entered first. */
const inOrder = (groups: Map<number, Standing>): Debtor[] =>
  [...groups].toSorted(([a, { owed: one }], [b, { owed: other }]) => other - one || a - b)

async function namedRows(asked: PaymentsAsked, groups: Debtor[]): Promise<Row[]> {
  const names = await namesOf(
    asked.group_by === 'customer' ? 'customer' : 'salesperson',
    groups.map(([id]) => id),
  )
  return groups.map(([id, standing]) => rowOf(asked, standing, names.get(id) ?? { key: null, label: null }))
}

const rowOf = (asked: PaymentsAsked, standing: Standing, { key, label }: Named): Row => ({
  ...bare,
  key,
  label,
  cells: cellsOf(asked, standing, key),
})

/** An order's figures are explained on its own page. */
function orderRow({ id, number, called, due_on, ...amounts }: PaymentRow): Row {
  const standing = added(nothing, amounts)
  const cells = paymentMeasures.map((measure) => cellOf(measure, standing, () => `/orders/${id}`))
  return { ...bare, key: number, label: number, cells, details: [called, due_on ?? ''] }
}

const cellsOf = (asked: PaymentsAsked, standing: Standing, key: string | null): Cell[] =>
  paymentMeasures.map((measure) => cellOf(measure, standing, () => paymentRecordsAddress(asked, measure, key)))

const cellOf = (measure: PaymentMeasure, standing: Standing, href: () => string): Cell => ({
  measure,
  unit: 'money',
  value: standing[measure],
  href,
})
