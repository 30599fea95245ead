import type { Translate } from '../../i18n/translate.ts'
import type { ReportDefinition } from '../engine/definition.ts'
import { rangeText } from '../engine/parameter-texts.ts'
import { groupName, isPeriodGrouping } from '../engine/period-names.ts'
import { report } from '../engine/report-routes.ts'
import type { ChartData, ReportResult, ReportShape } from '../engine/result.ts'
import { findMeasureCell } from '../engine/table.ts'
import { comparisonNote, salesReportFilterTexts, salesTitle } from './describe-filters.ts'
import { labelledSalesGrouping } from './dimensions.ts'
import { salesReportForm } from './form.ts'
import {
  parseSalesParameters,
  type SalesParameters,
  type SalesRequest,
  salesQuery,
  salesReportUrl,
} from './parameters.ts'
import { salesRecordsDefinition } from './records.ts'
import { allSalesReportGroups, limitedSalesReport, salesMeasures } from './rows.ts'

/** What the sales report and the analysis of listed orders share. */
export const salesReportParts = {
  address: salesReportUrl,
  measures: Object.values(salesMeasures),
  layout: ({ group_by, then_by, measure, compare, from, to }: SalesParameters): ReportShape => ({
    first: labelledSalesGrouping(group_by),
    second: then_by && labelledSalesGrouping(then_by),
    measure,
    compared: compare && (compare === 'previous' ? 'reports.compared_previous' : 'reports.compared_last_year'),
    from,
    to,
  }),
  run: limitedSalesReport,
  rows: allSalesReportGroups,
  chart: salesChart,
  counts: 'reports.what_counts',
} satisfies Partial<ReportDefinition<SalesRequest, typeof salesQuery>>

/** Amount, quantity, orders and average order, by one grouping or a cross table of two. */
export const salesReport = report(
  {
    ...salesReportParts,
    name: 'sales',
    path: '/reports/sales',
    may: 'reports.sales',
    label: 'reports.sales',
    text: 'reports.sales_text',
    query: salesQuery,
    read: parseSalesParameters,
    words: async ({ params }, t) => ({
      title: salesTitle(params, t),
      days: rangeText(params, t),
      parameters: await salesReportFilterTexts(params, t),
    }),
    form: salesReportForm,
    notes: ({ params }, t) => comparisonNote(params, t),
  },
  salesRecordsDefinition('/reports/records'),
)

const mostBars = 24

/** One bar for each period, or for the greatest groups, with the compared value. */
function salesChart({ rows, totals, cut }: ReportResult, params: SalesParameters, t: Translate): ChartData {
  const { measure, group_by } = params
  const { compared } = salesReportParts.layout(params)
  const limit = isPeriodGrouping(group_by) ? 1_000 : mostBars
  const { unit, label } = findMeasureCell(totals.cells, measure).measure
  return {
    title: salesTitle({ ...params, then_by: null }, t),
    unit,
    groups: rows.slice(0, limit).map((row) => ({
      label: groupName(group_by, row, params, t),
      now: findMeasureCell(row.cells, measure).value ?? 0,
      before: row.compared && (findMeasureCell(row.compared, measure).value ?? 0),
    })),
    now: t(label),
    before: compared && t(compared),
    left: Math.max(0, rows.length + cut.groups - limit),
  }
}
