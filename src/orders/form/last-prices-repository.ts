import { sql } from 'kysely'
import type { Person } from '../../access/person.ts'
import { reader, sqlDialect } from '../../database/database.ts'
import { isConfirmed, isVisibleOrder } from '../sql-conditions.ts'

/** What a customer last paid for a product: minor units, hundredths of a percent off, the order's business date. */
export interface LastPrice {
  product_id: number
  unit_price: number
  discount: number
  ordered_on: string
}

interface LastPricesOptions {
  customer_id: number
  products: number[]
  person: Person
  /** An order that does not count, because it is the one being edited. */
  exceptOrder: number | null
}

/** A customer's last prices by product, from the newest confirmed order that this person may see. */
export async function lastPrices(options: LastPricesOptions): Promise<Map<number, LastPrice>> {
  const { customer_id, products, person, exceptOrder } = options
  if (products.length === 0) return new Map()
  const lines = reader()
    .selectFrom('orders')
    .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
    .select(['order_lines.product_id', 'order_lines.unit_price', 'order_lines.discount', 'orders.ordered_on'])
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) =>
          over
            .partitionBy('order_lines.product_id')
            .orderBy('orders.ordered_on', 'desc')
            .orderBy('orders.id', 'desc')
            .orderBy('order_lines.position'),
        )
        .as('place'),
    )
    .where('orders.customer_id', '=', customer_id)
    .where(isConfirmed())
    .where(isVisibleOrder(person))
    .where(sqlDialect().idIn(sql.ref('order_lines.product_id'), products))
    .$if(exceptOrder !== null, (query) => query.where('orders.id', '!=', exceptOrder))
  const newest = await reader()
    .selectFrom(lines.as('lines'))
    .select(['product_id', 'unit_price', 'discount', 'ordered_on'])
    .where('place', '=', 1)
    .execute()
  return new Map(newest.map((line) => [line.product_id, line]))
}
