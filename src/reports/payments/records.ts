import type { Translate } from '../../i18n/translate.ts'
import type { ListColumn } from '../../lists/definition.ts'
import { type List, list } from '../../lists/list.ts'
import type { RecordColumn, RecordsDefinition } from '../engine/definition.ts'
import { figureCsvText } from '../engine/format-figures.ts'
import { groupLabelOf } from '../engine/group-names.ts'
import { isSearchableString, recordsListFilter } from '../engine/records.ts'
import { paymentsReportDescription } from './describe-filters.ts'
import { matchesPaymentFilters, type PaymentFilters } from './filter-conditions.ts'
import {
  orderAmountForMeasure,
  ordersWithNamesQuery,
  type PaymentOrderRow,
  selectPaymentsReportColumns,
} from './orders.ts'
import {
  type PaymentMeasure,
  type PaymentsRequest,
  paymentMeasureOf,
  paymentMeasures,
  recordsPath,
} from './parameters.ts'
import { paymentsReportTotals, paymentsReportTotalsOfPerson } from './sql-statements.ts'

type Narrowed = PaymentFilters & { measure: PaymentMeasure }

/** Query of the orders behind a figure: page, count and CSV. Amounts are the parts that count. */
const orderList: List<PaymentOrderRow> = list({
  name: 'reports.payment_records',
  path: recordsPath,
  filters: { params: recordsListFilter<Narrowed>() },
  from: ordersWithNamesQuery,
  where: (_, { params }) => [params && matchesPaymentFilters(params)],
  select: (query, { params }) => selectPaymentsReportColumns(query, params as Narrowed),
  columns: [
    { name: 'order', label: 'reports.order', csv: ({ number }) => ({ text: number }) },
    { name: 'customer', label: 'reports.customer', csv: ({ customer_code }) => ({ text: customer_code }) },
    { name: 'owner', label: 'reports.owner', csv: ({ username }) => ({ text: username }) },
    {
      name: 'ordered_on',
      label: 'reports.ordered_on',
      sortBy: 'orders.ordered_on',
      csv: ({ ordered_on }) => ({ plain: ordered_on }),
    },
    { name: 'due_on', label: 'reports.due_on', csv: ({ due_on }) => ({ plain: due_on }) },
    { name: 'share_percent', label: 'reports.share_percent', csv: ({ percent }) => ({ plain: String(percent) }) },
    ...paymentMeasures.map(
      (name): ListColumn<PaymentOrderRow> => ({
        name,
        label: paymentMeasureOf(name).label,
        csv: (row) => ({
          plain: figureCsvText({ measure: paymentMeasureOf(name), value: orderAmountForMeasure(row, name) }),
        }),
      }),
    ),
  ],
  sort: 'ordered_on',
  id: 'orders.id',
})

/** The orders behind a figure of the payments report. */
export const paymentRecordsDefinition: RecordsDefinition<PaymentsRequest, Narrowed, PaymentOrderRow> = {
  path: recordsPath,
  label: 'reports.payments',
  heading: 'reports.orders_list',
  empty: { heading: 'reports.no_orders_heading', text: 'reports.no_orders_text' },
  list: orderList,
  narrow: parseRecordFilters,
  async totals(narrowed) {
    const { place, measure } = narrowed
    const amounts =
      place?.group === 'salesperson'
        ? await paymentsReportTotalsOfPerson(narrowed, place.key)
        : await paymentsReportTotals(narrowed, narrowed.params.group_by)
    return [{ measure: paymentMeasureOf(measure), value: Number(amounts?.[measure] ?? 0) }]
  },
  async words({ params }, { place, measure }, t) {
    const where =
      place === null ? [] : [place.group === 'order' ? place.key : await groupLabelOf(place.group, place.key)]
    return paymentsReportDescription(params, [measureText(measure, t), ...where].join(t('reports.between_places')), t)
  },
  columns: ({ place, measure }) => columnsOf(place?.group === 'salesperson', measure),
}

/** Reads which figure is meant; the default measure is the amount due. */
function parseRecordFilters({ params }: PaymentsRequest, { key, measure }: Record<string, unknown>) {
  const place = isSearchableString(key) && key !== '' ? { group: params.group_by, key } : null
  const validMeasure = paymentMeasures.find((name) => name === measure) ?? 'owed'
  const ignoredParams = isSearchableString(key ?? '') ? [] : ['key']
  return {
    narrowed: { params, place, measure: validMeasure },
    keys: { key: place?.key ?? null, measure: validMeasure },
    ignoredParams: (measure ?? validMeasure) === validMeasure ? ignoredParams : [...ignoredParams, 'measure'],
  }
}

/** An age bracket's label alone would not say what it is about. */
const measureText = (measure: PaymentMeasure, t: Translate): string =>
  measure.includes('_') && measure !== 'not_due'
    ? t('reports.overdue_by', { age: t(paymentMeasureOf(measure).label) })
    : t(paymentMeasureOf(measure).label)

const orderColumns: RecordColumn<PaymentOrderRow>[] = [
  {
    label: 'reports.order',
    cell: ({ id, number }, { t }) => ({
      text: number ?? t('reports.order'),
      href: `/orders/${id}`,
      look: 'card-title',
    }),
  },
  {
    label: 'reports.customer',
    cell: ({ customer_id, called }) => ({ text: called, href: `/customers/${customer_id}`, look: 'card-detail' }),
  },
  {
    label: 'reports.owner',
    cell: ({ owner, owner_id }, { person }) => ({ text: owner, person: { self: owner_id === person.id } }),
  },
  {
    label: 'reports.ordered_on',
    cell: ({ ordered_on }, { t }) => ({ text: ordered_on, label: t('reports.ordered_on') }),
  },
  {
    label: 'reports.due_on',
    cell: ({ due_on }, { t }) => (due_on ? { text: due_on, label: t('reports.due_on') } : { text: '' }),
  },
]

/** The columns of an order; the share is shown if the amounts are one salesperson's parts. */
function columnsOf(divided: boolean, measure: PaymentMeasure): RecordColumn<PaymentOrderRow>[] {
  const countedMeasure = measure === 'total' || measure === 'paid' ? measure : 'owed'
  const amounts = (['total', 'paid', 'owed'] as const).map((name) => amountColumn(name, name === countedMeasure))
  return [...orderColumns, ...(divided ? [shareColumn] : []), ...amounts]
}

const shareColumn: RecordColumn<PaymentOrderRow> = {
  label: 'reports.share',
  numeric: true,
  cell: ({ percent }, { t, formats }) => ({
    text: formats.percent(percent * 100),
    look: 'num',
    label: t('reports.share'),
  }),
}

const amountColumn = (name: 'total' | 'paid' | 'owed', isCounted: boolean): RecordColumn<PaymentOrderRow> => ({
  label: paymentMeasureOf(name).label,
  numeric: true,
  cell: (row, { t, formats }) => ({
    text: formats.amount(row[name]),
    figure: { measure: name, data: String(row[name]) },
    ...(isCounted ? { look: 'num card-amount' } : { look: 'num muted', label: t(paymentMeasureOf(name).label) }),
  }),
})
