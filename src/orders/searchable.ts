import type { Customer } from '../customers/repository.ts'
import { derive } from '../history/change.ts'
import { indexText } from '../lists/grams.ts'
import { searchTextOf } from '../lists/search-text.ts'
import { orderAsItStands, orderIdsOf } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>

/** Everything an order is found by: its customer's name and company, with pinyin, its numbers and the customer's code. */
export const orderSearchText = (
  { number, contract_number }: { number: string | null; contract_number: string | null },
  { name, company, code }: Named,
): string =>
  searchTextOf(
    [
      [name, 'name'],
      [company, 'text'],
    ],
    [number, contract_number, code],
  )

/** Writes an order's search anew, in the act's transaction. */
export async function reindexOrder(id: number): Promise<void> {
  const order = await orderAsItStands(id)
  const search_text = orderSearchText(order, order.customer)
  if (search_text === order.search_text) return
  await derive('orders', id, { search_text })
  await indexText('orders', id, search_text)
}

/** The same for all orders of a customer whose name may have changed. */
export async function reindexOrdersOf(customer_id: number): Promise<void> {
  for (const id of await orderIdsOf(customer_id)) await reindexOrder(id)
}
