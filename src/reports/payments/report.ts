import { typedCsvCell } from '../../csv/write.ts'
import { inTitle } from '../engine/parameter-texts.ts'
import { report } from '../engine/report-routes.ts'
import type { ReportResult, ReportShape, ResultRow } from '../engine/result.ts'
import { paymentsReportDescription } from './describe-filters.ts'
import { matchesPaymentFilters, type PaymentFilters } from './filter-conditions.ts'
import { paymentsReportForm } from './form.ts'
import {
  orderAmountForMeasure,
  ordersWithNamesQuery,
  type PaymentOrderRow,
  selectPaymentsReportColumns,
} from './orders.ts'
import {
  ages,
  labelledPaymentGrouping,
  type PaymentMeasure,
  type PaymentsParameters,
  parsePaymentsParameters,
  paymentMeasureOf,
  paymentMeasures,
  paymentRecordsUrl,
  paymentsQuery,
  paymentsReportUrl,
} from './parameters.ts'
import { paymentRecordsDefinition } from './records.ts'
import { type Amounts, type PaymentGroupRow, paymentGroupsQuery, paymentsReportTotals } from './sql-statements.ts'

/** Amounts paid and due by order, customer or salesperson, with the age of the amount due. */
export const paymentsReport = report(
  {
    name: 'payments',
    path: '/reports/payments',
    may: 'reports.payments',
    label: 'reports.payments',
    text: 'reports.payments_text',
    query: paymentsQuery,
    read: parsePaymentsParameters,
    address: paymentsReportUrl,
    measures: paymentMeasures.map(paymentMeasureOf),
    keyFigures: 3,
    layout,
    run: rowsOfPage,
    rowsPerPage: 50,
    rows: allRows,
    chartColumns: ages,
    words: ({ params }, t) =>
      paymentsReportDescription(
        params,
        t('reports.payments_title', { group: inTitle(labelledPaymentGrouping(params.group_by).label, t) }),
        t,
      ),
    form: paymentsReportForm,
    counts: 'reports.outstanding_help',
    notes: ({ params }, t) => (params.settled ? [] : [t('reports.settled_left_out')]),
  },
  paymentRecordsDefinition,
)

function layout({ group_by, from, to }: PaymentsParameters): ReportShape {
  const shape = { first: labelledPaymentGrouping(group_by), second: null, measure: 'owed', compared: null, from, to }
  if (group_by !== 'order') return shape
  return {
    ...shape,
    details: ['reports.customer', 'reports.due_on'],
    fields: [
      { name: 'customer', label: 'reports.customer' },
      { name: 'owner', label: 'reports.owner' },
      { name: 'ordered_on', label: 'reports.ordered_on' },
      { name: 'due_on', label: 'reports.due_on' },
    ],
  }
}

const allFilters = (params: PaymentsParameters): PaymentFilters => ({ params, place: null, measure: null })

async function rowsOfPage(params: PaymentsParameters, limit: number, offset = 0): Promise<ReportResult> {
  const { group_by } = params
  const { orders, ...totalAmounts } = await paymentsReportTotals(allFilters(params), group_by)
  const groups =
    group_by === 'order' ? [] : await paymentGroupsQuery(allFilters(params), group_by, { limit, offset }).execute()
  const rows =
    group_by === 'order'
      ? (await ordersQuery(params).limit(limit).offset(offset).execute()).map(orderRow)
      : groups.map((group) => groupRow(params, group))
  const count = group_by === 'order' ? orders : (groups[0]?.groups ?? 0)
  return {
    rows,
    columns: null,
    totals: rowOf({ key: null, label: null }, totalAmounts, (measure) => paymentRecordsUrl(params, measure, null)),
    cut: { groups: Math.max(0, Number(count) - offset - rows.length), parts: 0 },
  }
}

/** Streams all rows in the same order, for the CSV. */
async function* allRows(params: PaymentsParameters): AsyncGenerator<ResultRow> {
  const { group_by } = params
  if (group_by === 'order') for await (const order of ordersQuery(params).stream()) yield orderRow(order)
  else
    for await (const group of paymentGroupsQuery(allFilters(params), group_by).stream()) yield groupRow(params, group)
}

/** Orders with the greatest amount due first. */
const ordersQuery = (params: PaymentsParameters) =>
  selectPaymentsReportColumns(
    ordersWithNamesQuery().where(matchesPaymentFilters(allFilters(params))),
    allFilters(params),
  )
    .orderBy('owed', 'desc')
    .orderBy('orders.id', 'desc')

const groupRow = (params: PaymentsParameters, { key, label, ...amounts }: PaymentGroupRow): ResultRow =>
  rowOf({ key, label }, amounts, (measure) => paymentRecordsUrl(params, measure, key))

/** Its figures link to the order's own page. */
function orderRow(order: PaymentOrderRow): ResultRow {
  const { id, number, called, customer_code, username, ordered_on, due_on } = order
  const amounts = Object.fromEntries(
    paymentMeasures.map((name) => [name, orderAmountForMeasure(order, name)]),
  ) as Amounts
  return {
    ...rowOf({ key: number, label: number }, amounts, () => `/orders/${id}`),
    details: [called, due_on ?? ''],
    fields: [
      typedCsvCell(customer_code, 'text'),
      typedCsvCell(username, 'text'),
      typedCsvCell(ordered_on, 'plain'),
      typedCsvCell(due_on, 'plain'),
    ],
  }
}

const rowOf = (
  group: Pick<ResultRow, 'key' | 'label'>,
  amounts: Amounts,
  href: (measure: PaymentMeasure) => string,
): ResultRow => ({
  ...group,
  cells: paymentMeasures.map((name) => ({
    measure: paymentMeasureOf(name),
    value: Number(amounts[name]),
    href: () => href(name),
  })),
  compared: null,
  parts: [],
})
