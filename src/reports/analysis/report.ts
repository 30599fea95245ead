import { today } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { inWorker } from '../../jobs/worker-pool.ts'
import { parseListParams } from '../../lists/parameters.ts'
import { orderList } from '../../orders/list.ts'
import type { RenderContext } from '../../web/render-context.ts'
import type { ReportRequest } from '../engine/definition.ts'
import { fieldsOf } from '../engine/form.ts'
import { report } from '../engine/report.ts'
import { listedBy, salesParameters, salesTitle } from '../sales/describe-filters.ts'
import { groupControls } from '../sales/form.ts'
import {
  filtersOf,
  ordersReportUrl,
  parseSalesParameters,
  type SalesQuestion,
  salesQuery,
} from '../sales/parameters.ts'
import { salesRecords } from '../sales/records.ts'
import { overFacts } from '../sales/report.ts'
import type { Chip, ReportForm } from '../views.ts'
import { type ScannedOrders, scanOrdersTask } from './scan-orders.ts'

/** What the address of an analysis says beside the list's own parameters. */
const query = salesQuery.pick({ group_by: true, then_by: true, measure: true })

/** A question about the orders that a list shows, with what they come to. */
interface Analysis extends SalesQuestion {
  listed: ScannedOrders
}

/** A report over exactly the orders that the list shows: it stands among the orders, below this room nobody knows of it. */
export const analysisReport = report(
  {
    ...overFacts,
    name: 'analysis',
    path: '/orders/analysis',
    may: 'orders.analyse',
    label: 'reports.analysis',
    query,
    read,
    words: async ({ asked, listed }: Analysis, t) => {
      const orders = t('reports.order_count', { count: listed.orders })
      return {
        title: t('reports.analysis_title', { title: salesTitle(asked, t) }),
        days: orders,
        parameters: [orders, ...(await salesParameters(asked, t))],
      }
    },
    form,
    tasks: [scanOrdersTask],
    trail: ({ asked }, t) => [{ href: ordersReportUrl(asked), label: t('orders.title_page') }],
    notes: ({ asked, listed }: Analysis, t) => [
      ...(listed.drafts > 0 ? [t('reports.drafts_not_included', { count: listed.drafts })] : []),
      ...(filtersOf(asked).product ? [t('reports.all_lines_counted')] : []),
    ],
  },
  salesRecords('/orders/analysis/records'),
)

/** Reads an address as a question about the orders that the list shows under the same parameters, on all days on which they count. */
async function read(
  said: Pick<Parameters<typeof parseSalesParameters>[0], 'group_by' | 'then_by' | 'measure'>,
  { person, parameters, ...asking }: ReportRequest,
): Promise<Analysis> {
  const { question, dropped } = parseListParams(orderList, { ...parameters, page: '' })
  const orders = { question, person }
  const listed = await inWorker(scanOrdersTask, orders)
  const days = listed.days ?? { from: today(), to: today() }
  const open = { preset: null, region: null, product: null, category: null, owner_id: null, customer_id: null }
  const all = { ...asking, dropped: [...asking.dropped, ...dropped] }
  const read = parseSalesParameters({ ...open, ...days, compare: null, ...said }, all)
  return { ...read, asked: { ...read.asked, orders }, listed }
}

/** The report's own parameters; those of the list stand as chips that lead back to it. */
async function form({ asked }: Analysis, _: RenderContext, t: Translate): Promise<ReportForm> {
  const link = { href: ordersReportUrl(asked), icon: 'pencil' as const, hint: t('reports.to_list') }
  const chosen = asked.orders ? await listedBy(asked.orders, t) : []
  const all = { label: t('orders.title_page'), value: t('orders.all') }
  const { group_by, then_by, measure } = asked
  return {
    action: '/orders/analysis',
    form: fieldsOf({ group_by, then_by, measure }),
    days: null,
    controls: groupControls(t),
    filters: [],
    narrowed: false,
    kept: Object.entries(filtersOf(asked)).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value: String(value) }],
    ),
    chips: (chosen.length > 0 ? chosen : [all]).map((narrowing): Chip => ({ ...narrowing, ...link })),
  }
}
