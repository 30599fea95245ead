import { today } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { parseListParams } from '../../lists/parameters.ts'
import { orderList } from '../../orders/list.ts'
import type { RenderContext } from '../../web/render-options.ts'
import type { ReportRequest } from '../engine/definition.ts'
import { reportFormState } from '../engine/form.ts'
import { report } from '../engine/report-routes.ts'
import { orderListFilterTexts, salesReportFilterTexts, salesTitle } from '../sales/describe-filters.ts'
import { groupControls } from '../sales/form.ts'
import {
  countedOrderListUrl,
  parseSalesParameters,
  type SalesRequest,
  salesFilterParameters,
  salesQuery,
} from '../sales/parameters.ts'
import { salesRecordsDefinition } from '../sales/records.ts'
import { salesReportParts } from '../sales/report.ts'
import type { Chip, ReportForm } from '../view-props.ts'
import { type ScannedOrders, scanOrdersTask } from './listed-order-counts.ts'

/** Query parameters of the analysis itself; the order list's own parameters come with them. */
const query = salesQuery.pick({ group_by: true, then_by: true, measure: true })

/** Parsed parameters, with the totals of the orders that the list shows. */
interface Analysis extends SalesRequest {
  listed: ScannedOrders
}

/**
 * A sales report over exactly the orders that the order list shows. It belongs to the order pages and is not on
 * /reports.
 */
export const analysisReport = report(
  {
    ...salesReportParts,
    name: 'analysis',
    path: '/orders/analysis',
    may: 'orders.analyse',
    label: 'reports.analysis',
    query,
    read,
    words: async ({ params, listed }: Analysis, t) => {
      const orders = t('reports.order_count', { count: listed.orders })
      return {
        title: t('reports.analysis_title', { title: salesTitle(params, t) }),
        days: orders,
        parameters: [orders, ...(await salesReportFilterTexts(params, t))],
      }
    },
    form,
    tasks: [scanOrdersTask],
    trail: ({ params }, t) => [{ href: countedOrderListUrl(params), label: t('orders.title_page') }],
    notes: ({ params, listed }: Analysis, t) => [
      ...(listed.drafts > 0 ? [t('reports.drafts_not_included', { count: listed.drafts })] : []),
      ...(salesFilterParameters(params).product ? [t('reports.all_lines_counted')] : []),
    ],
  },
  salesRecordsDefinition('/orders/analysis/records'),
)

/** Parses a URL with the order list's parameters. The date range covers every day on which these orders count. */
async function read(
  ownParameters: Pick<Parameters<typeof parseSalesParameters>[0], 'group_by' | 'then_by' | 'measure'>,
  { person, parameters, ...request }: ReportRequest,
): Promise<Analysis> {
  const { question, ignoredParams } = parseListParams(orderList, { ...parameters, page: '' })
  const orders = { question, person }
  const listed = await runInWorker(scanOrdersTask, orders)
  const days = listed.days ?? { from: today(), to: today() }
  const noFilters = {
    preset: null,
    whole: null,
    region: null,
    product: null,
    category: null,
    owner_id: null,
    customer_id: null,
  }
  const complete = { ...request, ignoredParams: [...request.ignoredParams, ...ignoredParams] }
  const salesQuestion = parseSalesParameters({ ...noFilters, ...days, compare: null, ...ownParameters }, complete)
  return { ...salesQuestion, params: { ...salesQuestion.params, orders }, listed }
}

/** The form has only the report's own parameters. The list's filters are shown as chips that link back to the list. */
async function form({ params }: Analysis, _: RenderContext, t: Translate): Promise<ReportForm> {
  const link = { href: countedOrderListUrl(params), icon: 'pencil' as const, hint: t('reports.to_list') }
  const chosen = params.orders ? await orderListFilterTexts(params.orders, t) : []
  const allOrders = { label: t('orders.title_page'), value: t('orders.all') }
  const { group_by, then_by, measure } = params
  return {
    action: '/orders/analysis',
    form: reportFormState({ group_by, then_by, measure }),
    days: null,
    controls: groupControls(t),
    filters: [],
    narrowed: false,
    hiddenFields: Object.entries(salesFilterParameters(params)).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value: String(value) }],
    ),
    chips: (chosen.length > 0 ? chosen : [allOrders]).map((filter): Chip => ({ ...filter, ...link })),
  }
}
