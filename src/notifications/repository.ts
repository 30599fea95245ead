import { reader, transaction, writer } from '../database/database.ts'
import { type Place, prepareQuery } from '../database/prepare-query.ts'
import type { Row } from '../database/tables.ts'
import { present, timestamp } from '../values/clock.ts'

/** What people are told of: each kind with the details its sentence is made of. A new one is a line here and a word in both languages. */
interface Kinds {
  customer_given: { customer: string }
  /** Many at once, as when somebody leaves. */
  customers_given: { count: number; from: string }
  opportunity_given: { title: string; customer: string }
  opportunities_given: { count: number; from: string }
  order_given: { number: string; customer: string }
  draft_given: { customer: string }
}

type Kind = keyof Kinds

/** A notification with the name of whoever did it. */
export type Notification = Row<'notifications'> & { by: string | null }

/**
 * Tells a person what somebody else did that concerns them, with the address that it leads to. Inside the act's
 * transaction; nobody is told of their own act.
 */
export async function notify<K extends Kind>(
  user_id: number,
  kind: K,
  details: Kinds[K],
  href: string,
  by: { id: number },
): Promise<void> {
  if (user_id === by.id) return
  await writer()
    .insertInto('notifications')
    .values({ user_id, kind, details: JSON.stringify(details), href, by_id: by.id, created_at: timestamp() })
    .execute()
}

/** How many a person has not marked as read. */
export const unreadCount = async (user_id: number): Promise<number> => (await countUnread({ user_id }))[0]?.count ?? 0

const countUnread = prepareQuery((value: Place<{ user_id: number }>) =>
  reader()
    .selectFrom('notifications')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('user_id', '=', value('user_id'))
    .where('read_at', 'is', null),
)

const ofPerson = (user_id: number) =>
  reader()
    .selectFrom('notifications')
    .leftJoin('users', 'users.id', 'notifications.by_id')
    .selectAll('notifications')
    .select('users.name as by')
    .where('notifications.user_id', '=', user_id)
    .orderBy('notifications.id', 'desc')

export const unreadOf = (user_id: number, limit: number): Promise<Notification[]> =>
  ofPerson(user_id).where('read_at', 'is', null).limit(limit).execute()

export const readOf = (user_id: number, limit: number): Promise<Notification[]> =>
  ofPerson(user_id).where('read_at', 'is not', null).limit(limit).execute()

/** Marks a person's notifications as read: the one with this id, or all up to the newest that they were shown. */
export async function markRead(user_id: number, which: { id: number } | { up_to: number }): Promise<void> {
  const own = writer()
    .updateTable('notifications')
    .set({ read_at: timestamp() })
    .where('user_id', '=', user_id)
    .where('read_at', 'is', null)
  await ('id' in which ? own.where('id', '=', which.id) : own.where('id', '<=', which.up_to)).execute()
}

/** Forgets what was read more than so many days ago. */
export const forgetRead = (days: number): Promise<void> =>
  transaction(async () => {
    const before = new Date(present().getTime() - days * 86_400_000).toISOString()
    await writer().deleteFrom('notifications').where('read_at', '<', before).execute()
  })
