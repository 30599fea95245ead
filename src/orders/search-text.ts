import { type Customer, findCustomer } from '../customers/repository.ts'
import { updateDerived } from '../history/update-tracked.ts'
import { indexText } from '../lists/search/search-index.ts'
import { searchTextOf } from '../lists/search/search-text.ts'
import { type Order, searchTextsOf } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>
type Numbered = Pick<Order, 'number' | 'contract_number'>

/** The search text: the customer's name and company with pinyin, the order and contract number, the customer code. */
export const orderSearchText = ({ number, contract_number }: Numbered, { name, company, code }: Named): string =>
  searchTextOf(
    [
      [name, 'name'],
      [company, 'text'],
    ],
    [number, contract_number, code],
  )

/** Updates an order's search index if its numbers or customer changed. Runs in the caller's transaction. */
export async function reindexOrder(
  order: Numbered & Pick<Order, 'id' | 'search_text'> & { customer: Named },
): Promise<void> {
  const search_text = orderSearchText(order, order.customer)
  if (search_text === order.search_text) return
  await updateDerived('orders', order.id, { search_text })
  await indexText('orders', order.id, search_text)
}

/** Reindexes all orders of a customer whose name may have changed. */
export async function reindexOrdersOf(customer_id: number): Promise<void> {
  const customer = await findCustomer(customer_id)
  if (customer) for (const order of await searchTextsOf(customer_id)) await reindexOrder({ ...order, customer })
}
