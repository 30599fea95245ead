import type { Key } from '../i18n/words.ts'

const words: Record<string, Key> = {
  day: 'reports.day',
  week: 'reports.week',
  month: 'reports.month',
  quarter: 'reports.quarter',
  year: 'reports.year',
  region: 'reports.region',
  product: 'reports.product',
  category: 'reports.category',
  salesperson: 'reports.salesperson',
  customer: 'reports.customer',
  source: 'reports.source',
  amount: 'reports.amount',
  quantity: 'reports.quantity',
  orders: 'reports.orders',
  average_order: 'reports.average_order',
  order: 'reports.order',
  total: 'reports.total',
  paid: 'reports.paid',
  owed: 'reports.owed',
  not_due: 'reports.not_due',
  days_1_30: 'reports.days_1_30',
  days_31_60: 'reports.days_31_60',
  days_61_90: 'reports.days_61_90',
  over_90: 'reports.over_90',
  due_on: 'reports.due_on',
  previous: 'reports.compared_previous',
  last_year: 'reports.compared_last_year',
  compared_amount: 'reports.compared_amount',
  compared_quantity: 'reports.compared_quantity',
  compared_orders: 'reports.compared_orders',
  compared_average_order: 'reports.compared_average_order',
  change_percent: 'reports.change_percent',
}

/** The word of a group, a measure, a comparison or a column of a CSV. */
export function wordOf(name: string): Key {
  const word = words[name]
  if (!word) throw new Error(`reports have no word for ${name}`)
  return word
}
