import { Refusal } from '../i18n/refusal.ts'
import type { Translate } from '../i18n/translate.ts'
import { task } from '../jobs/task.ts'
import { ages } from './ageing.ts'
import { namesOf } from './dimensions.ts'
import { rowsOf } from './payments-list.ts'
import { type PaymentMeasure, type PaymentsAsked, paymentMeasures, paymentRecordsAddress } from './payments-question.ts'
import { added, nothing, type PaymentsNarrowing, type Standing, shared, sharedOrders } from './receivables.ts'
import { type Cell, type Drawing, type Result, type Row, report } from './report.ts'
import { firstDebtors, standings } from './standings.ts'
import { mostRows } from './table.ts'
import { wordOf } from './words.ts'

const mostGroups = 200_000

/** What is paid and owed, by order, customer or salesperson, and how old what is owed is today. */
export const paymentsReport = report<PaymentsNarrowing>({
  name: 'payments',
  run: runPayments,
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
    const { rows, totals } = await runPayments(narrowing)
    const own = place?.group === 'salesperson' ? rows.find(({ key }) => key === place.key) : totals
    return own?.cells.find((cell) => cell.measure === measure)?.value ?? 0
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

async function runPayments(narrowing: PaymentsNarrowing, most?: number): Promise<Result> {
  const { asked } = narrowing
  const { standing, orders } = (await standings(narrowing, null)).get(null) ?? { standing: nothing, orders: 0 }
  const rest = {
    heads: [{ name: asked.group_by }],
    measures: paymentMeasures.map((name) => ({ name, unit: 'money' as const })),
    columns: null,
    totals: { ...bare, key: null, label: null, cells: cellsOf(asked, standing, null) },
  }
  if (asked.group_by === 'order') {
    const rows = await orderRows(narrowing)
    return { ...rest, rows, left: orders - rows.length, details: ['customer', 'due_on'] }
  }
  const first = most !== undefined && asked.group_by === 'customer' ? await firstDebtors(narrowing, most) : null
  const groups =
    first?.groups ?? (asked.group_by === 'customer' ? await byCustomer(narrowing) : await bySalesperson(narrowing))
  if (groups.size > mostGroups) throw new Refusal('group_by', 'reports.too_many')
  return { ...rest, rows: await namedRows(asked, groups), left: (first?.count ?? groups.size) - groups.size }
}

const bare = { compared: null, parts: [] }

async function byCustomer(narrowing: PaymentsNarrowing): Promise<Map<number, Standing>> {
  const groups = new Map<number, Standing>()
  for (const [id, { standing }] of await standings(narrowing, 'customer_id')) if (id !== null) groups.set(id, standing)
  return groups
}

async function bySalesperson(narrowing: PaymentsNarrowing): Promise<Map<number, Standing>> {
  const groups = new Map<number, Standing>()
  for (const [id, { standing }] of await standings(narrowing, 'credited_id')) if (id !== null) groups.set(id, standing)
  for await (const { age, ...order } of sharedOrders(narrowing))
    for (const [id, part] of shared(order, order)) groups.set(id, added(groups.get(id) ?? nothing, { ...part, age }))
  return groups
}

/** Who owes most comes first; of those that owe the same, who was entered first. */
async function namedRows(asked: PaymentsAsked, groups: Map<number, Standing>): Promise<Row[]> {
  const names = await namesOf(asked.group_by === 'customer' ? 'customer' : 'salesperson', groups.keys())
  return [...groups]
    .toSorted(([a, { owed: one }], [b, { owed: other }]) => other - one || a - b)
    .map(([id, standing]) => {
      const { key, label } = names.get(id) ?? { key: null, label: null }
      return { ...bare, key, label, cells: cellsOf(asked, standing, key) }
    })
}

/** The orders that a page has room for; an order's figures are explained on its own page. */
async function orderRows(narrowing: PaymentsNarrowing): Promise<Row[]> {
  const rows = await rowsOf(narrowing, mostRows)
  return rows.map(({ id, number, called, due_on, ...amounts }) => {
    const standing = added(nothing, amounts)
    const cells = paymentMeasures.map((measure) => cellOf(measure, standing, () => `/orders/${id}`))
    return { ...bare, key: number, label: number, cells, details: [called, due_on ?? ''] }
  })
}

const cellsOf = (asked: PaymentsAsked, standing: Standing, key: string | null): Cell[] =>
  paymentMeasures.map((measure) => cellOf(measure, standing, () => paymentRecordsAddress(asked, measure, key)))

const cellOf = (measure: PaymentMeasure, standing: Standing, href: () => string): Cell => ({
  measure,
  unit: 'money',
  value: standing[measure],
  href,
})
