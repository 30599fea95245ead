import { type Customer, findCustomer } from '../customers/repository.ts'
import { writeDerivedColumns } from '../history/update-tracked.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { searchedTexts, searchTextOf } from '../lists/search/searchable-text.ts'
import { orderFields } from './fields.ts'
import { type Order, orderSearchTextsOfCustomer } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>
type Searched = Pick<Order, 'number'> & { [N in keyof typeof orderFields]?: unknown }

/** The search text: the customer's name and company with pinyin, the number, the searched fields, the customer code. */
export function orderSearchText(order: Searched, { name, company, code }: Named): string {
  const { names, others } = searchedTexts(orderFields, order)
  return searchTextOf([[name, 'name'], [company, 'text'], ...names], [order.number, ...others, code])
}

/** Updates an order's search index if its numbers or customer changed. Runs in the caller's transaction. */
export async function reindexOrder(
  order: Searched & Pick<Order, 'id' | 'search_text'> & { customer: Named },
): Promise<void> {
  const search_text = orderSearchText(order, order.customer)
  if (search_text === order.search_text) return
  await writeDerivedColumns('orders', order.id, { search_text })
  await writeSearchIndexEntry('orders', order.id, search_text)
}

/** Reindexes all orders of a customer whose name may have changed. */
export async function reindexOrdersOf(customer_id: number): Promise<void> {
  const customer = await findCustomer(customer_id)
  if (customer)
    for (const order of await orderSearchTextsOfCustomer(customer_id)) await reindexOrder({ ...order, customer })
}
