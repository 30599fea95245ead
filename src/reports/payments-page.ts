import type { Translate } from '../i18n/translate.ts'
import { translator } from '../i18n/translate.ts'
import { exportList, type Wish } from '../lists/export.ts'
import { sentFile } from '../lists/file.ts'
import { choices } from '../preferences/repository.ts'
import { presetOver } from '../values/periods.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { reportFile } from './file.ts'
import { asTyped, customerKept, daysOffered, offered, peopleOffered } from './form.ts'
import { paymentsReport } from './payments.ts'
import { paymentList, paymentListQuestion } from './payments-list.ts'
import { type PaymentsQuestion, paymentGroups, paymentsAddress } from './payments-question.ts'
import { daysSaid, paymentsSaid, paymentsTitle } from './payments-said.ts'
import { headOf } from './render.ts'
import { nothingRendered, rendered } from './rendered.ts'
import type { ReportForm } from './views.ts'

const path = '/reports/payments'
const whole = { place: null, measure: null }

/** What is paid and owed as a page, or as its print. */
export async function paymentsPage(question: PaymentsQuestion, reading: Reading): Promise<Answer> {
  const { asked } = question
  const t = translator(reading.locale)
  const [shown, said, form] = await Promise.all([
    rendered(paymentsReport, { asked, ...whole }, reading),
    paymentsSaid(asked, t),
    formOf(question, reading, t),
  ])
  const head = headOf(reading, {
    title: paymentsTitle(asked, t),
    days: daysSaid(asked, t),
    said,
    notices: shown ? question.notices : [...question.notices, 'reports.too_many' as const],
    dropped: question.dropped,
    links: {
      page: paymentsAddress(path, question),
      csv: paymentsAddress(`${path}.csv`, question),
      print: paymentsAddress(path, question, { print: 1 }),
    },
  })
  const { figures, ...parts } = shown ?? nothingRendered
  return page('reports/report', {
    ...parts,
    figures: figures.slice(0, 3),
    head,
    asked: form,
    notes: [],
    counts: 'reports.what_is_owed',
  })
}

/** A salesperson's orders are their own: neither an owner nor a division among salespeople is theirs to choose. */
async function formOf(question: PaymentsQuestion, { person }: Reading, t: Translate): Promise<ReportForm> {
  const { asked, preset } = question
  const manages = person.role === 'manager'
  const [region, people] = await Promise.all([choices('region'), peopleOffered(asked.owner_id, t)])
  const groups = paymentGroups.filter((group) => manages || group !== 'salesperson')
  const unbounded = preset === null && asked.from === null && asked.to === null
  const all = {
    label: t('reports.all_days'),
    href: paymentsAddress(path, question, { preset: null, from: null, to: null }),
    current: unbounded,
  }
  const { from, to } = asked
  const named = from !== null && to !== null ? presetOver({ from, to }, asked.today) : null
  const days = daysOffered(
    preset ?? named,
    (name) => paymentsAddress(path, { asked, preset: name }),
    t,
    unbounded ? all.label : undefined,
  )
  return {
    action: path,
    form: asTyped(asked),
    days: { ...days, presets: [all, ...days.presets] },
    controls: [{ name: 'group_by', label: t('reports.group_by'), options: offered(groups, t) }],
    filters: [
      { name: 'region', label: t('reports.region'), suggestions: region },
      ...(manages ? [{ name: 'owner_id', label: t('reports.owner'), options: people }] : []),
    ],
    narrowed: asked.region !== null || (manages && asked.owner_id !== null),
    ...(await customerKept(asked.customer_id, paymentsAddress(path, question, { customer_id: null }), t)),
  }
}

/** The same as a CSV; by order it is written in a worker, however many there are. */
export async function paymentsFile({ asked }: PaymentsQuestion, wish: Wish): Promise<Answer> {
  if (asked.group_by !== 'order') return reportFile('reports.payments', paymentsReport, { asked, ...whole }, wish)
  const question = paymentListQuestion({ asked, ...whole }, paymentList, 1)
  const title = translator(wish.locale)('reports.payments')
  return sentFile(title, await exportList(paymentList, { ...wish, question }), wish)
}
