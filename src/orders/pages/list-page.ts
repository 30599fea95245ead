import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { today } from '../../i18n/format.ts'
import { listPageProps } from '../../lists/list-page-props.ts'
import { listUrl, parseListParams } from '../../lists/parameters.ts'
import { type Answer, page } from '../../web/responses.ts'
import { orderList } from '../list.ts'
import type { OrderRow } from '../view-props.ts'

const tabs = [
  { label: 'all', parameter: null, value: '' },
  { label: 'drafts', parameter: 'status', value: 'draft' },
  { label: 'to_ship', parameter: 'shipping', value: 'open' },
  { label: 'owed', parameter: 'payment', value: 'open' },
  { label: 'overdue', parameter: 'overdue', value: '1' },
] as const

/** The order list, with tabs for common filters. */
export async function orderListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPageProps<OrderRow>(orderList, parameters, person)
  const activeFilters = list.filters.filter(({ value }) => value !== '')
  const views = tabs.map(({ label, parameter, value }) => ({
    label,
    href: parameter ? `/orders?${parameter}=${value}` : '/orders',
    current: parameter
      ? activeFilters.length === 1 && activeFilters[0]?.name === parameter && activeFilters[0].value === value
      : list.links.cleared === null,
  }))
  const { question } = parseListParams(orderList, parameters)
  return page('orders/list', {
    list,
    views,
    today: today(),
    mayImport: may(person, 'orders.import'),
    analysis: may(person, 'orders.analyse') ? listUrl(orderList, question, { page: null }, '/orders/analysis') : null,
  })
}
