import type { Person } from '../../access/person.ts'
import type { OwnedRecords } from '../../accounts/owned-records.ts'
import { reader } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { today } from '../../i18n/format.ts'
import { isUnpaid } from '../sql-conditions.ts'

/** An order with an amount due (`owed`), in minor units. */
export type UnpaidOrder = Pick<
  Row<'orders'>,
  'id' | 'number' | 'customer_id' | 'owner_id' | 'due_on' | 'total' | 'paid'
> &
  Pick<Row<'customers'>, 'name' | 'company'> & { owner: string; owed: number }

interface OwedTotals {
  owed: number
  count: number
  overdue: number
  overdueCount: number
}

type Viewer = Pick<Person, 'id' | 'role'>

/** Orders with an amount due, a person's own or for a manager all: most overdue first, without due date last. */
export const unpaidOrdersForViewer = (person: Viewer, limit: number): Promise<UnpaidOrder[]> =>
  unpaidQuery(person, limit).execute()

/** Total amount due and overdue of such orders, in minor units, with the number of orders. */
export const amountDueTotals = (person: Viewer, today: string): Promise<OwedTotals> =>
  amountDueTotalsQuery(person, today).executeTakeFirstOrThrow()

/** The query of amountDueTotals(), exported to test its query plan. */
export const amountDueTotalsQuery = (person: Viewer, today: string) =>
  unpaidOrders(person).select(({ fn, eb }) => {
    const owed = eb('total', '-', eb.ref('paid'))
    const overdue = eb('due_on', '<', today)
    const none = eb.lit(0)
    return [
      fn.coalesce(fn.sum<number>(owed), none).as('owed'),
      fn.countAll<number>().as('count'),
      fn.coalesce(fn.sum<number>(eb.case().when(overdue).then(owed).else(none).end()), none).as('overdue'),
      fn.coalesce(fn.sum<number>(eb.case().when(overdue).then(eb.lit(1)).else(none).end()), none).as('overdueCount'),
    ]
  })

/** A person's unpaid orders. A hand-over does not move them, because sales stay with the owner. */
export const ownedUnpaidOrders: OwnedRecords = {
  count: async (user_id) => ({
    what: 'orders.open_records',
    count: (await amountDueTotals({ id: user_id, role: 'salesperson' }, today())).count,
    href: `/orders?owner_id=${user_id}&payment=open`,
    moves: false,
  }),
}

const unpaidOrders = ({ id, role }: Viewer) => {
  const all = reader().selectFrom('orders').where(isUnpaid())
  return role === 'manager' ? all : all.where('orders.owner_id', '=', id)
}

/** The query of unpaidOrdersForViewer(), exported to test its query plan. */
export const unpaidQuery = (person: Viewer, limit: number) =>
  unpaidOrders(person)
    // Customer and owner always exist; left joins make the planner scan orders first, along their index.
    .leftJoin('customers', 'customers.id', 'orders.customer_id')
    .leftJoin('users', 'users.id', 'orders.owner_id')
    .select([
      'orders.id',
      'number',
      'customer_id',
      'customers.name',
      'company',
      'orders.owner_id',
      'users.name as owner',
    ])
    .select(['due_on', 'total', 'paid'])
    .select(({ eb }) => eb('total', '-', eb.ref('paid')).as('owed'))
    .$narrowType<{ owner: string }>()
    .orderBy('due_on', (day) => day.asc().nullsLast())
    .orderBy('orders.id')
    .limit(limit)
