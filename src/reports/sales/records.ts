import { reader } from '../../database/database.ts'
import { type List, list } from '../../lists/list.ts'
import { settings } from '../../settings.ts'
import { plainDecimal, shortDecimal } from '../../values/decimal.ts'
import { minorDigits } from '../../values/money.ts'
import type { RecordColumn, RecordsDefinition } from '../engine/definition.ts'
import { rangeText } from '../engine/parameter-texts.ts'
import { isSearchableString, recordsListFilter } from '../engine/records.ts'
import { groupKeyLabels, salesReportFilterTexts } from './describe-filters.ts'
import { isGroupKey } from './dimensions.ts'
import { type GroupKey, matchesSalesFilters, type SalesPersonRole } from './filter-conditions.ts'
import type { SalesParameters, SalesRequest } from './parameters.ts'
import { salesCellTotals } from './rows.ts'

/** The facts to list, and whether they are a salesperson's by credit or by ownership. */
interface Narrowed {
  params: SalesParameters
  places: GroupKey[]
  whose: SalesPersonRole
}

/** One sales fact as the page shows it; amounts in minor units, quantities in thousandths. */
interface FactRow {
  id: number
  on_day: string
  kind: 'sale' | 'return' | 'cancellation'
  order_id: number
  number: string | null
  customer_id: number
  customer_code: string
  called: string
  model: string
  product: string
  username: string
  salesperson: string
  quantity: number
  amount: number
}

/** Query of the facts behind a figure: page, count and CSV. */
const factList: List<FactRow> = list({
  name: 'reports.records',
  path: '/reports/records',
  filters: { params: recordsListFilter<Narrowed>() },
  from: () =>
    reader()
      .selectFrom('sales_facts')
      .innerJoin('orders', 'orders.id', 'sales_facts.order_id')
      .innerJoin('customers', 'customers.id', 'sales_facts.customer_id')
      .innerJoin('products', 'products.id', 'sales_facts.product_id')
      .innerJoin('users', 'users.id', 'sales_facts.user_id'),
  where: (_, { params }) => [params && matchesSalesFilters({ ...params.params, places: params.places }, params.whose)],
  select: (query) =>
    query.select(({ fn, ref }) => [
      'sales_facts.id',
      'sales_facts.on_day',
      'sales_facts.kind',
      'sales_facts.order_id',
      'orders.number',
      'sales_facts.customer_id',
      'customers.code as customer_code',
      fn.coalesce(ref('customers.company'), ref('customers.name'), ref('customers.code')).as('called'),
      'products.model',
      'products.name as product',
      'users.username',
      'users.name as salesperson',
      'sales_facts.quantity',
      'sales_facts.amount',
    ]),
  columns: [
    { name: 'day', label: 'reports.on_day', sortBy: 'sales_facts.on_day', csv: (row) => ({ plain: row.on_day }) },
    { name: 'number', label: 'reports.number', csv: (row) => ({ text: row.number }) },
    { name: 'kind', label: 'reports.kind', csv: (row) => ({ plain: row.kind }) },
    { name: 'customer', label: 'reports.customer', csv: (row) => ({ text: row.customer_code }) },
    { name: 'product', label: 'reports.product', csv: (row) => ({ text: row.model }) },
    { name: 'salesperson', label: 'reports.salesperson', csv: (row) => ({ text: row.username }) },
    { name: 'quantity', label: 'reports.quantity', csv: (row) => ({ plain: shortDecimal(row.quantity, 3) }) },
    {
      name: 'amount',
      label: 'reports.amount',
      csv: (row) => ({ plain: plainDecimal(row.amount, minorDigits(settings().CURRENCY)) }),
    },
  ],
  sort: 'day',
  id: 'sales_facts.id',
})

/** The facts behind a figure of a report over sales facts, on a page with this path. */
export const salesRecordsDefinition = (path: string): RecordsDefinition<SalesRequest, Narrowed, FactRow> => ({
  path,
  label: 'reports.records',
  heading: 'reports.records',
  empty: { heading: 'reports.no_records_heading', text: 'reports.no_records_text' },
  list: factList,
  narrow: parseRecordFilters,
  totals: ({ params, places }) => salesCellTotals(params, places),
  async words({ params }, { places }, t) {
    return {
      title: [t('reports.records'), ...(await groupKeyLabels(params, places, t))].join(t('reports.between_places')),
      days: params.orders ? '' : rangeText(params, t),
      parameters: await salesReportFilterTexts({ ...params, compare: null }, t),
    }
  },
  columns: () => columns,
})

/**
 * Reads a cell's group keys from the URL. Facts behind an order count are looked up by owner, as orders count there.
 */
function parseRecordFilters({ params }: SalesRequest, parameters: Record<string, unknown>) {
  const places: GroupKey[] = []
  const ignoredParams: string[] = []
  const keys: Record<string, string> = {}
  const { group_by, then_by } = params
  for (const [name, dimension] of [
    ['key', group_by],
    ['then_key', then_by],
  ] as const) {
    const key = parameters[name]
    if (key === undefined) continue
    if (dimension && isSearchableString(key) && isGroupKey(dimension, key)) {
      places.push({ dimension, key: key === '' ? null : key })
      keys[name] = key
    } else ignoredParams.push(name)
  }
  const whose: SalesPersonRole = params.measure === 'orders' ? 'owner' : 'credited'
  return { narrowed: { params, places, whose }, keys, ignoredParams }
}

const kinds = {
  sale: 'reports.kind_sale',
  return: 'reports.kind_return',
  cancellation: 'reports.kind_cancellation',
} as const

const columns: RecordColumn<FactRow>[] = [
  { label: 'reports.on_day', cell: ({ on_day }) => ({ text: on_day }) },
  {
    label: 'reports.number',
    cell: ({ order_id, number }, { t }) => ({
      text: number ?? t('reports.order'),
      href: `/orders/${order_id}`,
      look: 'card-title',
    }),
  },
  { label: 'reports.kind', cell: ({ kind }, { t }) => ({ text: t(kinds[kind]) }) },
  {
    label: 'reports.customer',
    cell: ({ customer_id, called }) => ({ text: called, href: `/customers/${customer_id}`, look: 'card-detail' }),
  },
  {
    label: 'reports.product',
    cell: ({ model, product }) => ({ text: product === model ? model : `${model} ${product}`, look: 'c-product' }),
  },
  { label: 'reports.salesperson', cell: ({ salesperson }) => ({ text: salesperson, person: { self: false } }) },
  {
    label: 'reports.quantity',
    numeric: true,
    cell: ({ quantity }, { t, formats }) => ({
      text: formats.quantity(quantity),
      look: 'num',
      label: t('reports.quantity'),
    }),
  },
  {
    label: 'reports.amount',
    numeric: true,
    cell: ({ amount }, { formats }) => ({ text: formats.amount(amount), look: 'num card-amount' }),
  },
]
