import { type AliasableExpression, type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Tables } from '../database/tables.ts'

const is = expressionBuilder<Tables, 'orders'>()

/**
 * Orders a person may see: their own, and all orders of customers they own; for a manager all. Returned as disjoint
 * conditions, each with an index: a single 'or' would collect and sort all rows for every page.
 */
export const visibleUnion = ({ id, role }: Pick<Person, 'id' | 'role'>): Expression<SqlBool>[] =>
  role === 'manager'
    ? [sql<SqlBool>`true`]
    : [
        is('orders.owner_id', '=', id),
        sql<SqlBool>`(orders.customer_owner_id = ${id} and orders.customer_owner_id <> orders.owner_id)`,
      ]

/** visibleUnion() as one condition, for queries that select rows in another way. */
export const isVisibleOrder = (person: Pick<Person, 'id' | 'role'>): Expression<SqlBool> => is.or(visibleUnion(person))

/** isVisibleOrder() for a loaded order. */
export const maySeeOrder = (
  { id, role }: Pick<Person, 'id' | 'role'>,
  { owner_id, customer_owner_id }: { owner_id: number; customer_owner_id: number | null },
): boolean => role === 'manager' || owner_id === id || customer_owner_id === id

/** The amount due in minor units; 0 unless the order is confirmed. */
export const amountDue = (): AliasableExpression<number> =>
  is
    .case()
    .when(is.and([is('orders.status', '=', 'confirmed'), is('orders.total', '>', is.ref('orders.paid'))]))
    .then(is('orders.total', '-', is.ref('orders.paid')))
    .else(is.lit(0))
    .end() as AliasableExpression<number>

/**
 * Has an amount due. Written with literals, as the partial indexes are, and with 'is true' so that SQLite does not use
 * the status index. Limit for a dashboard: 30 ms; reading all confirmed orders takes 400 ms.
 */
export const isUnpaid = (): Expression<SqlBool> =>
  sql<SqlBool>`((orders.status = 'confirmed' and orders.payment <> 'all') is true)`

/** Has an amount due and its due date is past. */
export const isOverdue = (today: string): Expression<SqlBool> => is.and([isUnpaid(), is('orders.due_on', '<', today)])

/** Confirmed and not cancelled; complete ones too. */
export const isConfirmed = (): Expression<SqlBool> => is('orders.status', 'in', ['confirmed', 'completed'])

/** Has something left to ship; written like isUnpaid(). */
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

/** The date of the last payment that was not reversed; null if nothing is paid. */
export const lastPaidOn = (): AliasableExpression<string | null> =>
  is
    .selectFrom('payments')
    .select(({ fn }) => fn.max('paid_on').as('day'))
    .whereRef('payments.order_id', '=', 'orders.id')
    .where('reversed_at', 'is', null)
    .where('payments.kind', '=', 'payment')
    .where('orders.paid', '>', 0) as unknown as AliasableExpression<string | null>

/** The date on which the whole order was shipped; null if it was not, or on several days. */
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
