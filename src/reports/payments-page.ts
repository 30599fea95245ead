import type { Translate } from '../i18n/translate.ts'
import { translator } from '../i18n/translate.ts'
import { exportList, type Wish } from '../lists/export.ts'
import { sentFile } from '../lists/file.ts'
import { choices } from '../preferences/repository.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { ages } from './ageing.ts'
import { reportFile } from './file.ts'
import { asTyped, customerKept, daysOffered, offered, peopleOffered } from './form.ts'
import { paymentsReport } from './payments.ts'
import { paymentList, paymentListQuestion } from './payments-list.ts'
import { type PaymentsAsked, type PaymentsQuestion, paymentGroups, paymentsAddress } from './payments-question.ts'
import { daysSaid, paymentsSaid, paymentsTitle } from './payments-said.ts'
import { answered, drawn, figuresOf, headOf, shownAsTable } from './render.ts'
import { type Layout, type Result, runReport } from './report.ts'
import type { ReportForm, ReportPage } from './views.ts'
import { wordOf } from './words.ts'

const path = '/reports/payments'
const whole = { place: null, measure: null }

/** What is paid and owed as a page, or as its print. */
export async function paymentsPage(question: PaymentsQuestion, reading: Reading): Promise<Answer> {
  const { asked } = question
  const t = translator(reading.locale)
  const [result, said, form] = await Promise.all([
    answered(paymentsReport, { asked, ...whole }),
    paymentsSaid(asked, t),
    formOf(question, reading, t),
  ])
  const head = headOf(reading, {
    title: paymentsTitle(asked, t),
    days: daysSaid(asked, t),
    said,
    notices: result ? question.notices : [...question.notices, 'reports.too_many' as const],
    dropped: question.dropped,
    links: {
      page: paymentsAddress(path, question),
      csv: paymentsAddress(`${path}.csv`, question),
      print: paymentsAddress(path, question, { print: 1 }),
    },
  })
  return page('reports/report', {
    head,
    asked: form,
    notes: [],
    figures: result ? figuresOf(result, layoutOf(asked), reading).slice(0, 3) : [],
    chart: result ? ageing(result, reading, t) : null,
    table: result ? shownAsTable(result, layoutOf(asked), reading) : null,
    counts: 'reports.what_is_owed',
  })
}

const layoutOf = ({ group_by, from, to }: PaymentsAsked): Layout => ({
  group_by,
  then_by: null,
  measure: 'owed',
  compare: null,
  from,
  to,
})

/** The chart shows how old what is owed is; the table's last row says the same. */
function ageing({ totals }: Result, { locale }: Reading, t: Translate): ReportPage['chart'] {
  const groups = ages.map((age) => ({
    label: t(wordOf(age)),
    now: totals.cells.find(({ measure }) => measure === age)?.value ?? 0,
    before: null,
  }))
  return drawn(
    { title: t('reports.ageing'), unit: 'money', groups, now: t('reports.ageing'), before: null, left: 0 },
    locale,
  )
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
  const days = daysOffered(
    preset,
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
  if (asked.group_by !== 'order')
    return reportFile('reports.payments', await runReport(paymentsReport, { asked, ...whole }), layoutOf(asked), wish)
  const question = paymentListQuestion({ asked, ...whole }, paymentList, 1)
  const title = translator(wish.locale)('reports.payments')
  return sentFile(title, await exportList(paymentList, { ...wish, question }), wish)
}
