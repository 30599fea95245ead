import type { Person } from '../../access/person.ts'
import { reader } from '../../database/database.ts'
import { orderColumns } from '../list.ts'
import { amountDue, isConfirmed, isVisibleOrder } from '../sql-conditions.ts'
import type { OrderRow } from '../view-props.ts'

/** A customer's orders that a person may see, newest first. */
export const ordersOfCustomer = (customer_id: number, person: Person, limit: number): Promise<OrderRow[]> =>
  visible(person).where('orders.customer_id', '=', customer_id).limit(limit).execute()

/** The orders entered from an opportunity that a person may see, newest first. */
export const ordersOfOpportunity = (opportunity_id: number, person: Person): Promise<OrderRow[]> =>
  visible(person).where('orders.opportunity_id', '=', opportunity_id).execute()

const visible = (person: Person) =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')
    .select(orderColumns.map((column) => `orders.${column}` as const))
    .select(['customers.name', 'customers.company', 'users.name as owner', amountDue().as('owed')])
    .where(isVisibleOrder(person))
    .orderBy('orders.ordered_on', 'desc')
    .orderBy('orders.id', 'desc')

/** Number, total and amount due of a customer's confirmed and completed orders that a person may see. */
export const orderSumsOfCustomer = (
  customer_id: number,
  person: Person,
): Promise<{ count: number; total: number; owed: number }> =>
  reader()
    .selectFrom('orders')
    .select(({ fn, lit }) => [
      fn.countAll<number>().as('count'),
      fn.coalesce(fn.sum<number>('orders.total'), lit(0)).as('total'),
      fn.coalesce(fn.sum<number>(amountDue()), lit(0)).as('owed'),
    ])
    .where('orders.customer_id', '=', customer_id)
    .where(isVisibleOrder(person))
    .where(isConfirmed())
    .executeTakeFirstOrThrow()
