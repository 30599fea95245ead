import type { Person } from '../../access/person.ts'
import { productsByIds } from '../../products/repository.ts'
import { findOrder, type Order } from '../repository.ts'
import { orderFormValues } from './form.ts'
import { maySellTo } from './validate-order.ts'

/** What a new order takes from an earlier one, as form values; `leftOut`: the products no longer sold. */
interface CopiedOrder {
  customer_id: number
  values: Record<string, unknown>
  leftOut: string[]
}

/** Whether a person may place this order again: a customer they may sell to, and no cancelled draft. */
export const mayCopyOrder = (
  person: Person,
  { status, number, customer_owner_id }: Pick<Order, 'status' | 'number' | 'customer_owner_id'>,
): boolean => (status !== 'cancelled' || number !== null) && maySellTo(person, { owner_id: customer_owner_id })

/** The order to be placed again: its products on sale at today's list price. Undefined if the person may not. */
export async function copiedOrder(id: number | null, person: Person): Promise<CopiedOrder | undefined> {
  const order = id === null ? undefined : await findOrder(id, person)
  if (!order || !mayCopyOrder(person, order)) return undefined
  const products = await productsByIds(order.lines.map(({ product_id }) => product_id))
  const onSale = new Map(products.filter(({ active }) => active === 1).map((product) => [product.id, product]))
  const { lines } = orderFormValues({
    ...order,
    lines: order.lines.flatMap((line) => {
      const product = onSale.get(line.product_id)
      return product ? [{ ...line, unit_price: product.list_price }] : []
    }),
  })
  const leftOut = order.lines.filter(({ product_id }) => !onSale.has(product_id))
  return {
    customer_id: order.customer_id,
    values: { lines, region: order.region ?? '', copy_of: String(order.id) },
    leftOut: [...new Set(leftOut.map(({ model, product }) => `${model} ${product}`))],
  }
}
