import type { z } from 'zod'
import { formats } from '../i18n/format.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { inWorker } from '../jobs/pool.ts'
import { exportList, type Wish } from '../lists/export.ts'
import { sentFile } from '../lists/file.ts'
import { gathered } from '../lists/list.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { paymentFigureTask } from './payments.ts'
import { partOf, paymentListQuestion, paymentRecordList, percentOf } from './payments-list.ts'
import {
  type PaymentMeasure,
  type PaymentsQuestion,
  type paymentRecordsQuery,
  paymentsAddress,
} from './payments-question.ts'
import { daysSaid, paymentsSaid, placeSaid } from './payments-said.ts'
import type { PaymentsNarrowing } from './receivables.ts'
import { figureOf, headOf, mostPrinted, shownOf } from './render.ts'

const path = '/reports/payments/records'

/** Which figure's orders an address asks for; what is owed where it doesn't say. */
export const paymentsNarrowing = (
  { asked }: PaymentsQuestion,
  { key, measure }: Pick<z.output<typeof paymentRecordsQuery>, 'key' | 'measure'>,
): PaymentsNarrowing & { measure: PaymentMeasure } => ({
  asked,
  place: key === null ? null : { group: asked.group_by, key },
  measure: measure ?? 'owed',
})

/** The orders behind a figure, with the part of each that counts: their sum is the figure. */
export async function paymentRecordsPage(
  question: PaymentsQuestion,
  narrowing: PaymentsNarrowing & { measure: PaymentMeasure },
  number: number,
  reading: Reading,
): Promise<Answer> {
  const { asked, measure, place } = narrowing
  const t = translator(reading.locale)
  const list = paymentListQuestion(narrowing, paymentRecordList, number)
  const [rows, counted, value, said, where] = await Promise.all([
    reading.printing
      ? gathered(paymentRecordList.stream(list, reading.person, mostPrinted))
      : paymentRecordList.rows(list, reading.person),
    paymentRecordList.count(list, reading.person),
    inWorker(paymentFigureTask, narrowing),
    paymentsSaid(asked, t),
    place ? placeSaid(place) : null,
  ])
  const key = { key: place?.key ?? null, measure }
  const address = (changed: Record<string, string | number | null>, to = path) =>
    paymentsAddress(to, question, { ...key, ...changed })
  const report = paymentsAddress('/reports/payments', question)
  return page('reports/payment-records', {
    head: headOf(reading, {
      trail: [
        { href: '/reports', label: t('reports.title') },
        { href: report, label: t('reports.payments') },
      ],
      title: [measureSaid(measure, t), ...(where === null ? [] : [where])].join(t('reports.between_places')),
      days: daysSaid(asked, t),
      said,
      notices: question.notices,
      dropped: question.dropped,
      links: { page: address({}), csv: address({}, `${path}.csv`), print: address({ print: 1 }) },
    }),
    report,
    figures: [figureOf({ measure, unit: 'money', value }, t, formats(reading.locale, t))],
    rows: rows.map((row) => ({ ...row, ...partOf(row), percent: percentOf(row) })),
    column: measure === 'total' || measure === 'paid' ? measure : 'owed',
    divided: place?.group === 'salesperson',
    ...shownOf({ rows: rows.length, counted, number, reading }, address),
  })
}

/** An age alone would not say of what. */
const measureSaid = (measure: PaymentMeasure, t: Translate): string =>
  measure.includes('_') && measure !== 'not_due'
    ? t('reports.overdue_by', { age: t(`reports.${measure}`) })
    : t(`reports.${measure}`)

/** The same orders as a CSV, written by a worker. */
export async function paymentRecordsFile(narrowing: PaymentsNarrowing, wish: Wish): Promise<Answer> {
  const question = paymentListQuestion(narrowing, paymentRecordList, 1)
  const title = translator(wish.locale)('reports.payments')
  return sentFile(title, await exportList(paymentRecordList, { ...wish, question }), wish)
}
