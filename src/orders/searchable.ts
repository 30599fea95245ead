import type { Customer } from '../customers/repository.ts'
import { derive } from '../history/change.ts'
import { indexText } from '../lists/search.ts'
import { fold } from '../values/grams.ts'
import { pinyinReadings } from '../values/pinyin.ts'
import { orderAsItStands, orderIdsOf } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>

/** Everything an order is found by: its numbers, and its customer with pinyin and initials. */
export function orderSearchText(
  { number, contract_number }: { number: string | null; contract_number: string | null },
  { name, company, code }: Named,
): string {
  const readings = [...(name ? pinyinReadings(name, 'name') : []), ...(company ? pinyinReadings(company, 'text') : [])]
  const lines = [number, contract_number, name, company, code, ...readings]
  return [...new Set(lines.filter((line) => line !== null && line !== '').map((line) => fold(String(line))))].join('\n')
}

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
