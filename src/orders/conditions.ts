import { type AliasableExpression, type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Tables } from '../database/tables.ts'

const is = expressionBuilder<Tables, 'orders'>()

/**
 * Orders a person may see: their own, and all of the customers they own; a manager's are all. In parts that have none in
 * common, each along an index of its own: an 'or' would gather and sort all of them for every page.
 */
export const visibleParts = ({ id, role }: Pick<Person, 'id' | 'role'>): Expression<SqlBool>[] =>
  role === 'manager'
    ? [sql<SqlBool>`true`]
    : [
        is('orders.owner_id', '=', id),
        sql<SqlBool>`(orders.customer_owner_id = ${id} and orders.customer_owner_id <> orders.owner_id)`,
      ]

/** The same as one condition, for what is found by something else. */
export const isVisibleOrder = (person: Pick<Person, 'id' | 'role'>): Expression<SqlBool> => is.or(visibleParts(person))

/** The same of an order that is at hand. */
export const seesOrder = (
  { id, role }: Pick<Person, 'id' | 'role'>,
  { owner_id, customer_owner_id }: { owner_id: number; customer_owner_id: number | null },
): boolean => role === 'manager' || owner_id === id || customer_owner_id === id

/** What an order still owes, in minor units; what is completed, cancelled or a draft owes nothing. */
export const amountDue = (): AliasableExpression<number> =>
  is
    .case()
    .when(is.and([is('orders.status', '=', 'confirmed'), is('orders.total', '>', is.ref('orders.paid'))]))
    .then(is('orders.total', '-', is.ref('orders.paid')))
    .else(is.lit(0))
    .end() as AliasableExpression<number>

/**
 * Something is owed. It is written as the indexes of such orders have it, in literals, and 'is true' so that SQLite does not
 * take the index of statuses. Limit: a dashboard, 30 ms; 400 ms where all confirmed orders are read.
 */
export const isUnpaid = (): Expression<SqlBool> =>
  sql<SqlBool>`((orders.status = 'confirmed' and orders.payment <> 'all') is true)`

/** Owed, and the day it was due on is past. */
export const isOverdue = (today: string): Expression<SqlBool> => is.and([isUnpaid(), is('orders.due_on', '<', today)])

/** Something is still to be shipped; written as isOwed() is. */
export const isToShip = (): Expression<SqlBool> =>
  sql<SqlBool>`((orders.status = 'confirmed' and orders.shipping <> 'all') is true)`

/** Has a line of a product model. */
export const hasProduct = (model: string): Expression<SqlBool> =>
  is('orders.id', 'in', (lines) =>
    lines
      .selectFrom('order_lines')
      .innerJoin('products', 'products.id', 'order_lines.product_id')
      .select('order_lines.order_id')
      .where('products.model', '=', model),
  )

/** The last day on which something was paid of what is kept; null where nothing is. */
export const lastPaidOn = (): AliasableExpression<string | null> =>
  is
    .selectFrom('payments')
    .select(({ fn }) => fn.max('paid_on').as('day'))
    .whereRef('payments.order_id', '=', 'orders.id')
    .where('reversed_at', 'is', null)
    .where('payments.kind', '=', 'payment')
    .where('orders.paid', '>', 0) as unknown as AliasableExpression<string | null>

/** The one day on which all of an order was shipped; null where it was not, or over several days. */
export const shippedOn = (): AliasableExpression<string | null> =>
  is
    .selectFrom('shipments')
    .select(({ fn }) => fn.max('shipped_on').as('day'))
    .whereRef('shipments.order_id', '=', 'orders.id')
    .where('reversed_at', 'is', null)
    .where('orders.shipping', '=', 'all')
    .having(({ fn, eb }) => eb(fn.count('shipped_on').distinct(), '=', 1)) as unknown as AliasableExpression<
    string | null
  >
