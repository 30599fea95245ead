import { type Customer, findCustomer } from '../customers/repository.ts'
import { updateDerived } from '../history/update-tracked.ts'
import { indexText } from '../lists/search/search-index.ts'
import { searchTextOf } from '../lists/search/search-text.ts'
import { type Order, searchTextsOf } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>
type Numbered = Pick<Order, 'number' | 'contract_number'>

/** Everything an order is found by: its customer's name and company, with pinyin, its numbers and the customer's code. */
export const orderSearchText = ({ number, contract_number }: Numbered, { name, company, code }: Named): string =>
  searchTextOf(
    [
      [name, 'name'],
      [company, 'text'],
    ],
    [number, contract_number, code],
  )

/** Writes an order's search anew where its numbers or its customer say something else now, in the act's transaction. */
export async function reindexOrder(
  order: Numbered & Pick<Order, 'id' | 'search_text'> & { customer: Named },
): Promise<void> {
  const search_text = orderSearchText(order, order.customer)
  if (search_text === order.search_text) return
  await updateDerived('orders', order.id, { search_text })
  await indexText('orders', order.id, search_text)
}

/** The same for all orders of a customer whose name may have changed. */
export async function reindexOrdersOf(customer_id: number): Promise<void> {
  const customer = await findCustomer(customer_id)
  if (customer) for (const order of await searchTextsOf(customer_id)) await reindexOrder({ ...order, customer })
}
