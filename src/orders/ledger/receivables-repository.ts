import type { Person } from '../../access/person.ts'
import type { OwnedRecords } from '../../accounts/owned-records.ts'
import { reader } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { today } from '../../i18n/format.ts'
import { isUnpaid } from '../conditions.ts'

/** An order that still owes, with what it owes in minor units. */
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

type Whose = Pick<Person, 'id' | 'role'>

/** Confirmed orders that still owe, one's own or, for a manager, all: the most overdue first, those due on no day last. */
export const unpaidOrdersOf = (person: Whose, limit: number): Promise<UnpaidOrder[]> =>
  unpaidQuery(person, limit).execute()

/** What such orders owe together, in minor units, and what of it was due before today; with how many they are. */
export const amountDueTotals = (person: Whose, today: string): Promise<OwedTotals> =>
  amountDueQuery(person, today).executeTakeFirstOrThrow()

/** The statement of owedTotals(). */
export const amountDueQuery = (person: Whose, today: string) =>
  theirs(person).select(({ fn, eb }) => {
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

/** The orders of a person that still owe; they stay theirs, as what was sold does. */
export const ownedUnpaidOrders: OwnedRecords = {
  count: async (user_id) => ({
    what: 'orders.open_records',
    count: (await amountDueTotals({ id: user_id, role: 'salesperson' }, today())).count,
    href: `/orders?owner_id=${user_id}&payment=open`,
    moves: false,
  }),
}

const theirs = ({ id, role }: Whose) => {
  const all = reader().selectFrom('orders').where(isUnpaid())
  return role === 'manager' ? all : all.where('orders.owner_id', '=', id)
}

/** The statement of unpaidOf(). */
export const unpaidQuery = (person: Whose, limit: number) =>
  theirs(person)
    // Both are always there; a left join keeps the orders outermost, so that their index is walked.
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
