import type { Person } from '../access/person.ts'
import { csvName } from '../csv/write.ts'
import { formats, today } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import { exportList } from '../lists/export.ts'
import { countLimit, pageSize } from '../lists/list.ts'
import { type Answer, file, page } from '../web/answers.ts'
import { figureOf, headOf, type Reading } from './pages.ts'
import { addressOf, type Question } from './question.ts'
import { type FactRow, placesOf, recordsAsked, recordsList, recordsQuestion, recordsTotals } from './records.ts'
import type { Cell } from './report.ts'
import { placesSaid, saidOf } from './said.ts'

const path = '/reports/records'
const mostPrinted = 2_000

/** The facts behind a figure: their sum is the figure. */
export async function recordsPage(
  question: Question,
  parameters: Record<string, unknown>,
  number: number,
  reading: Reading,
): Promise<Answer> {
  const t = translator(reading.locale)
  const { places, dropped } = placesOf(question.asked, parameters)
  const asked = recordsAsked(question.asked, places)
  const list = recordsQuestion(asked, number)
  const [rows, counted, totals, said, at] = await Promise.all([
    reading.printing
      ? first(mostPrinted, recordsList.stream(list, reading.person))
      : recordsList.rows(list, reading.person),
    recordsList.count(list, reading.person),
    recordsTotals(asked),
    saidOf({ ...question.asked, compare: null }, t),
    placesSaid(question.asked, places, t),
  ])
  const keys = Object.fromEntries(
    (['key', 'then_key'] as const).flatMap((name) => {
      const key = parameters[name]
      return typeof key === 'string' && !dropped.includes(name) ? [[name, key]] : []
    }),
  )
  const address = (changed: Record<string, string | number | null>, to = path) =>
    withKeys(addressOf(to, question, changed), keys)
  const start = (number - 1) * pageSize
  const shown = reading.printing ? rows.length : start + rows.length
  const personal = question.asked.owner_id !== null || places.some(({ dimension }) => dimension === 'salesperson')
  const orders = question.asked.measure === 'orders'
  return page('reports/records', {
    head: {
      ...headOf({ ...question, dropped: [...question.dropped, ...dropped] }, reading, path),
      trail: [
        { href: '/reports', label: t('reports.title') },
        { href: addressOf('/reports/sales', question), label: t('reports.sales') },
      ],
      title: [t('reports.records'), ...at].join(t('reports.between_places')),
      said,
      links: { page: address({}), csv: address({}, `${path}.csv`), print: address({ print: 1 }) },
    },
    report: addressOf('/reports/sales', question),
    figures: cellsOf(totals, { shares: !personal || !orders, counts: !personal || orders }).map((cell) =>
      figureOf(cell, t, formats(reading.locale, t)),
    ),
    rows,
    shown: {
      from: rows.length === 0 ? 0 : reading.printing ? 1 : start + 1,
      to: rows.length === 0 ? 0 : shown,
      total: Math.min(counted, countLimit),
      more: counted > countLimit,
    },
    previous: number > 1 ? address({ page: number === 2 ? null : number - 1 }) : null,
    next: !reading.printing && shown < counted ? address({ page: number + 1 }) : null,
  })
}

/** Shares are the credited people's and orders their owner's, so that of a salesperson only one of the two stands here. */
function cellsOf(
  { amount, quantity, orders }: { amount: number; quantity: number; orders: number },
  { shares, counts }: { shares: boolean; counts: boolean },
): Omit<Cell, 'href'>[] {
  return [
    ...(shares
      ? [
          { measure: 'amount', unit: 'money' as const, value: amount },
          { measure: 'quantity', unit: 'quantity' as const, value: quantity },
        ]
      : []),
    ...(counts ? [{ measure: 'orders', unit: 'count' as const, value: orders }] : []),
  ]
}

function withKeys(address: string, keys: Record<string, string>): string {
  const query = new URLSearchParams(keys)
  if (query.size === 0) return address
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

async function first(most: number, rows: AsyncIterable<FactRow>): Promise<FactRow[]> {
  const taken: FactRow[] = []
  for await (const row of rows) {
    taken.push(row)
    if (taken.length === most) break
  }
  return taken
}

/** The same facts as a CSV, written by a worker. */
export async function recordsFile(
  question: Question,
  parameters: Record<string, unknown>,
  wish: { person: Person; locale: Reading['locale']; encoding: 'utf-8' | 'gb18030' },
): Promise<Answer> {
  const { places } = placesOf(question.asked, parameters)
  const written = await exportList(recordsList, {
    ...wish,
    question: recordsQuestion(recordsAsked(question.asked, places), 1),
  })
  return file(
    written,
    csvName(translator(wish.locale)('reports.records'), today()),
    `text/csv; charset=${wish.encoding}`,
  )
}
