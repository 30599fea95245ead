import type { Person } from '../access/person.ts'
import { today } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import { questionOf as listQuestionOf } from '../lists/question.ts'
import { orderList } from '../orders/list.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { asTyped, groupControls } from './form.ts'
import { type Listed, lookThrough } from './listed.ts'
import { salesHead, salesRendered } from './pages.ts'
import { narrowedBy, ordersAddress, type Question, questionOf, salesQuery } from './question.ts'
import { narrowingOf, saidOf, titleOf } from './said.ts'
import type { Chip, ReportForm } from './views.ts'

/** What the address of an analysis says beside the list's own parameters. */
export const analysisQuery = salesQuery.pick({ group_by: true, then_by: true, measure: true })

/** A question about the orders that a list shows, with what they come to. */
export interface Analysis extends Question {
  listed: Listed
}

/** Reads an address as a question about the orders that the list shows under the same parameters, on all days on which they count. */
export async function analysisOf(
  said: Pick<Parameters<typeof questionOf>[0], 'group_by' | 'then_by' | 'measure'>,
  unread: string[],
  parameters: Record<string, unknown>,
  person: Person,
): Promise<Analysis> {
  const { question, dropped } = listQuestionOf(orderList, { ...parameters, page: '' })
  const orders = { question, person }
  const listed = await lookThrough(orders)
  const days = listed.days ?? { from: today(), to: today() }
  const open = { preset: null, region: null, product: null, category: null, owner_id: null, customer_id: null }
  const read = questionOf({ ...open, ...days, compare: null, ...said }, [...unread, ...dropped], today())
  return { ...read, asked: { ...read.asked, orders }, listed }
}

/** A report over exactly the orders that the list shows, as a page or as its print. */
export async function analysisPage(analysis: Analysis, reading: Reading): Promise<Answer> {
  const { asked, listed } = analysis
  const t = translator(reading.locale)
  const [{ notices, ...parts }, said, form] = await Promise.all([
    salesRendered(analysis, reading),
    saidOf(asked, t),
    formOf(analysis, reading),
  ])
  const head = {
    ...salesHead(analysis, reading),
    trail: [{ href: ordersAddress(asked), label: t('orders.title_page') }],
    title: t('reports.analysis_title', { title: titleOf(asked, t) }),
    days: t('reports.of_orders', { count: listed.orders }),
    said: [t('reports.of_orders', { count: listed.orders }), ...said],
    notices,
  }
  const notes = [
    ...(listed.drafts > 0 ? [t('reports.drafts_count_nothing', { count: listed.drafts })] : []),
    ...(narrowedBy(asked).product ? [t('reports.all_lines_count')] : []),
  ]
  return page('reports/report', { ...parts, head, asked: form, notes, counts: 'reports.what_counts' })
}

/** The report's own parameters; those of the list stand as chips that lead back to it. */
async function formOf({ asked }: Analysis, { locale }: Reading): Promise<ReportForm> {
  const t = translator(locale)
  const lead = { href: ordersAddress(asked), icon: 'pencil' as const, hint: t('reports.to_list') }
  const chosen = await narrowingOf(asked, t)
  const all = { label: t('orders.title_page'), value: t('orders.all') }
  const kept = Object.entries(narrowedBy(asked)).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: String(value) }],
  )
  return {
    action: '/orders/analysis',
    form: asTyped({ group_by: asked.group_by, then_by: asked.then_by, measure: asked.measure }),
    days: null,
    controls: groupControls(t),
    filters: [],
    narrowed: false,
    kept,
    chips: (chosen.length > 0 ? chosen : [all]).map((said): Chip => ({ ...said, ...lead })),
  }
}
