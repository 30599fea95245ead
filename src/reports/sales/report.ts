import type { ReportDefinition } from '../engine/definition.ts'
import { rangeText } from '../engine/parameter-texts.ts'
import { report } from '../engine/report-routes.ts'
import type { ReportShape } from '../engine/result.ts'
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
