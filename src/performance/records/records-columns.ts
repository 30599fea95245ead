import type { Person } from '../../access/person.ts'
import { type Cell, cell } from '../../csv/write.ts'
import type { Formats } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Key } from '../../i18n/words.ts'
import { seesOrder } from '../../orders/terms.ts'
import type { Indicator } from '../indicators.ts'
import { plainOf, textOf } from '../shown.ts'
import type { Entry } from './records-repository.ts'

/** A column of the records: how a page and a file show it. */
export interface Column {
  name: string
  label: Key
  numeric: boolean
  /** Where it stands on a card of the phone: what it is, what it comes to, whose it is; all others follow. */
  card?: 'what' | 'sum' | 'of'
  page: (entry: Entry, t: Translate, formats: Formats) => string
  href?: (entry: Entry, person: Person) => string | null
  file: (entry: Entry) => Cell
}

const day: Column = {
  name: 'day',
  label: 'performance.day',
  numeric: false,
  page: ({ on_day }) => on_day,
  file: ({ on_day }) => cell(on_day, 'plain'),
}

const kind: Column = {
  name: 'kind',
  label: 'performance.kind',
  numeric: false,
  page: ({ kind }, t) => t(`performance.kind_${kind}` as 'performance.kind_sale'),
  file: ({ kind }) => cell(kind, 'plain'),
}

/** A share of a colleague's order counts for somebody who may not open it. */
const number: Column = {
  name: 'number',
  label: 'performance.number',
  numeric: false,
  card: 'what',
  page: ({ number }, t) => number ?? t('performance.without_number'),
  href: (entry, person) => (seesOrder(person, entry) ? `/orders/${entry.order_id}` : null),
  file: ({ number }) => cell(number, 'text'),
}

const title: Column = {
  name: 'title',
  label: 'performance.opportunity',
  numeric: false,
  card: 'what',
  page: ({ title }) => title ?? '',
  href: ({ opportunity_id }) => `/opportunities/${opportunity_id}`,
  file: ({ title }) => cell(title, 'text'),
}

const customer: Column = {
  name: 'customer',
  label: 'performance.customer',
  numeric: false,
  card: 'of',
  page: ({ called }) => called,
  href: ({ customer_id }) => `/customers/${customer_id}`,
  file: ({ customer_code }) => cell(customer_code, 'text'),
}

const product: Column = {
  name: 'product',
  label: 'performance.product',
  numeric: false,
  page: ({ model }) => model ?? '',
  file: ({ model }) => cell(model, 'text'),
}

const method: Column = {
  name: 'method',
  label: 'performance.method',
  numeric: false,
  page: ({ method }) => method ?? '',
  file: ({ method }) => cell(method, 'text'),
}

const quantity: Column = {
  name: 'quantity',
  label: 'performance.indicator_quantity',
  numeric: true,
  page: ({ quantity }, _, formats) => textOf('quantity', quantity, formats),
  file: ({ quantity }) => cell(quantity === null ? null : plainOf('quantity', quantity), 'plain'),
}

const counted: Column = {
  name: 'counted',
  label: 'performance.counts',
  numeric: true,
  page: ({ counted }, _, formats) => textOf('count', counted, formats),
  file: ({ counted }) => cell(counted === null ? null : String(counted), 'plain'),
}

const amountAs = (name: string, label: Key): Column => ({
  name,
  label,
  numeric: true,
  card: 'sum',
  page: ({ amount }, _, formats) => textOf('money', amount, formats),
  file: ({ amount }) => cell(amount === null ? null : plainOf('money', amount), 'plain'),
})

const sales = [day, number, kind, customer, product, quantity, amountAs('amount', 'performance.indicator_amount')]

/** What the records behind each indicator are shown by. */
export const columnsOf: Record<Indicator, Column[]> = {
  amount: sales,
  quantity: sales,
  orders: [day, number, kind, customer, amountAs('total', 'performance.order_total'), counted],
  collected: [day, number, kind, method, customer, amountAs('amount', 'performance.indicator_collected')],
  conversion: [day, title, kind, customer, amountAs('expected_amount', 'performance.expected_amount')],
}
