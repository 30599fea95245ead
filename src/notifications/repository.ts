import { reader, transaction, writer } from '../database/database.ts'
import { type Place, prepareStatement } from '../database/prepare-query.ts'
import type { Row } from '../database/tables.ts'
import { currentInstant, timestamp } from '../values/clock.ts'

/**
 * Notification kinds, each with the values of its message. A new kind needs a line here and a message in both
 * languages.
 */
interface Kinds {
  customer_given: { customer: string }
  /** Many records at once, from a hand-over. */
  customers_given: { count: number; from: string }
  opportunity_given: { title: string; customer: string }
  opportunities_given: { count: number; from: string }
  order_given: { number: string; customer: string }
  draft_given: { customer: string }
}

type Kind = keyof Kinds

/** A notification with the name of the person who caused it. */
export type Notification = Row<'notifications'> & { by: string | null }

/**
 * Notifies a person about another's action, with the link to the record. Nobody is notified of their own action. Call
 * it inside the action's transaction.
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

/** Number of a person's unread notifications. */
export const unreadCount = async (user_id: number): Promise<number> => (await countUnread({ user_id }))[0]?.count ?? 0

const countUnread = prepareStatement((value: Place<{ user_id: number }>) =>
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

/** The newest notifications that a person has not read. */
export const unreadNotifications = (user_id: number, limit: number): Promise<Notification[]> =>
  ofPerson(user_id).where('read_at', 'is', null).limit(limit).execute()

/** The newest notifications that a person has read. */
export const readNotifications = (user_id: number, limit: number): Promise<Notification[]> =>
  ofPerson(user_id).where('read_at', 'is not', null).limit(limit).execute()

/** Marks a person's notifications as read: one by its id, or all up to the newest that the page showed. */
export async function markRead(user_id: number, which: { id: number } | { up_to: number }): Promise<void> {
  const own = writer()
    .updateTable('notifications')
    .set({ read_at: timestamp() })
    .where('user_id', '=', user_id)
    .where('read_at', 'is', null)
  await ('id' in which ? own.where('id', '=', which.id) : own.where('id', '<=', which.up_to)).execute()
}

/** Deletes notifications that were read more than this many days ago. */
export const deleteOldNotifications = (days: number): Promise<void> =>
  transaction(async () => {
    const before = new Date(currentInstant().getTime() - days * 86_400_000).toISOString()
    await writer().deleteFrom('notifications').where('read_at', '<', before).execute()
  })
