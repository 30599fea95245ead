import { formats } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import { inWorker } from '../jobs/pool.ts'
import { exportList, type Wish } from '../lists/export.ts'
import { sentFile } from '../lists/file.ts'
import { gathered } from '../lists/list.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { salesHead } from './pages.ts'
import { addressOf, doorsOf, ordersAddress, type Question } from './question.ts'
import { placesOf, recordsAsked, recordsList, recordsQuestion, recordsTotalsTask } from './records.ts'
import { figureOf, mostPrinted, shownOf } from './render.ts'
import type { Cell } from './report.ts'
import { placesSaid, range, saidOf } from './said.ts'

/** The facts behind a figure: their sum is the figure. */
export async function recordsPage(
  question: Question,
  parameters: Record<string, unknown>,
  number: number,
  reading: Reading,
): Promise<Answer> {
  const t = translator(reading.locale)
  const { places, dropped } = placesOf(question.asked, parameters)
  const { report: reportDoor, records: path } = doorsOf(question.asked)
  const asked = recordsAsked(question.asked, places)
  const list = recordsQuestion(asked, number)
  const [rows, counted, totals, said, at] = await Promise.all([
    reading.printing
      ? gathered(recordsList.stream(list, reading.person, mostPrinted))
      : recordsList.rows(list, reading.person),
    recordsList.count(list, reading.person),
    inWorker(recordsTotalsTask, asked),
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
  const report = addressOf(reportDoor, question)
  const personal = question.asked.owner_id !== null || places.some(({ dimension }) => dimension === 'salesperson')
  const orders = question.asked.measure === 'orders'
  return page('reports/records', {
    head: {
      ...salesHead({ ...question, dropped: [...question.dropped, ...dropped] }, reading),
      trail: question.asked.orders
        ? [
            { href: ordersAddress(question.asked), label: t('orders.title_page') },
            { href: report, label: t('reports.analysis') },
          ]
        : [
            { href: '/reports', label: t('reports.title') },
            { href: report, label: t('reports.sales') },
          ],
      days: question.asked.orders ? '' : range(question.asked, t),
      title: [t('reports.records'), ...at].join(t('reports.between_places')),
      said,
      links: { page: address({}), csv: address({}, `${path}.csv`), print: address({ print: 1 }) },
    },
    report,
    figures: cellsOf(totals, { shares: !personal || !orders, counts: !personal || orders }).map((cell) =>
      figureOf(cell, t, formats(reading.locale, t)),
    ),
    rows,
    ...shownOf({ rows: rows.length, counted, number, reading }, address),
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

/** The same facts as a CSV, written by a worker. */
export async function recordsFile(
  question: Question,
  parameters: Record<string, unknown>,
  wish: Wish,
): Promise<Answer> {
  const { places } = placesOf(question.asked, parameters)
  const asked = recordsQuestion(recordsAsked(question.asked, places), 1)
  const title = translator(wish.locale)('reports.records')
  return sentFile(title, await exportList(recordsList, { ...wish, question: asked }), wish)
}
