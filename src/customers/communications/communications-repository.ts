import type { Insertable } from 'kysely'
import { reader, writer } from '../../database/database.ts'
import { type Place, prepareStatement } from '../../database/prepare-query.ts'
import type { Row, Tables } from '../../database/tables.ts'

/** A communication with its author's name. */
export type CommunicationRow = Row<'communications'> & { who: string }

/** A customer's communications, newest first. */
export const communicationsWithCustomer = (customer_id: number, limit: number) =>
  communicationsQuery(limit).where('customer_id', '=', customer_id).execute()

/** The communications about an opportunity, newest first. */
export const communicationsAbout = (opportunity_id: number, limit: number) =>
  communicationsQuery(limit).where('opportunity_id', '=', opportunity_id).execute()

const communicationsQuery = (limit: number) =>
  reader()
    .selectFrom('communications')
    .innerJoin('users', 'users.id', 'communications.user_id')
    .selectAll('communications')
    .select('users.name as who')
    .orderBy('happened_at', 'desc')
    .orderBy('communications.id', 'desc')
    .limit(limit)

/** Number of communications and of changes in a customer's timeline. */
export async function customerTimelineCounts(
  customer_id: number,
): Promise<{ communications: number; changes: number }> {
  const communications = reader().selectFrom('communications').where('customer_id', '=', customer_id)
  const changes = reader()
    .selectFrom('history')
    .where('subject', '=', 'customers')
    .where('subject_id', '=', customer_id)
  const [first, second] = await Promise.all([
    communications.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    changes.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { communications: first.count, changes: second.count }
}

/** Adds a communication. Returns its id. */
export const insertCommunication = async (communication: Insertable<Tables['communications']>): Promise<number> =>
  (await writer().insertInto('communications').values(communication).returning('id').executeTakeFirstOrThrow()).id

const followUps = () => reader().selectFrom('communications').where('follow_up_on', 'is not', null)
const openFollowUps = () => followUps().where('follow_up_done_at', 'is', null)

/** A communication with its customer's name; its owner is the author. */
export type CommunicationRecord = Row<'communications'> &
  Pick<Row<'customers'>, 'name' | 'company'> & { owner_id: number }

/** A communication, withdrawn ones too. */
export const findCommunication = (id: number): Promise<CommunicationRecord | undefined> =>
  reader()
    .selectFrom('communications')
    .innerJoin('customers', 'customers.id', 'communications.customer_id')
    .selectAll('communications')
    .select(['communications.user_id as owner_id', 'customers.name', 'customers.company'])
    .where('communications.id', '=', id)
    .executeTakeFirst()

/** A follow-up, open, done, or withdrawn with its communication. */
export const findFollowUp = async (id: number): Promise<CommunicationRecord | undefined> => {
  const found = await findCommunication(id)
  return found && (found.follow_up_on !== null || found.withdrawn_at !== null) ? found : undefined
}

/** The follow-ups that a communication ended, as updateTracked() needs them. */
export const followUpsEndedBy = ({
  id,
  customer_id,
}: Pick<Row<'communications'>, 'id' | 'customer_id'>): Promise<{ id: number; version: number }[]> =>
  followUps()
    .select(['id', 'version'])
    .where('customer_id', '=', customer_id)
    .where('follow_up_ended_by', '=', id)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()

/** Whether a person has recorded a later communication with the customer, apart from withdrawn ones. */
export const hasLaterCommunication = async ({
  id,
  customer_id,
  user_id,
}: Pick<Row<'communications'>, 'id' | 'customer_id' | 'user_id'>): Promise<boolean> => {
  const later = reader()
    .selectFrom('communications')
    .select('id')
    .where('customer_id', '=', customer_id)
    .where('user_id', '=', user_id)
    .where('id', '>', id)
    .where('withdrawn_at', 'is', null)
  return (await later.limit(1).executeTakeFirst()) !== undefined
}

/** A person's open follow-ups due by a business date, oldest first. */
export const followUpsDue = (user_id: number, until: string, limit: number) =>
  openFollowUps()
    .innerJoin('customers', 'customers.id', 'communications.customer_id')
    .select(['communications.id', 'communications.content', 'communications.kind', 'happened_at'])
    .select(['follow_up_on', 'follow_up_what'])
    .select(['customers.id as customer_id', 'customers.name', 'customers.company', 'customers.phone'])
    .where('communications.user_id', '=', user_id)
    .where('follow_up_on', '<=', until)
    .orderBy('follow_up_on')
    .orderBy('communications.id')
    .limit(limit)
    .execute()

/** Number of a person's open follow-ups due by a business date. */
export const countFollowUpsDue = async (user_id: number, until: string): Promise<number> =>
  (await countDue({ user_id, until }))[0]?.count ?? 0

const countDue = prepareStatement((value: Place<{ user_id: number; until: string }>) =>
  openFollowUps()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', value('user_id'))
    .where('follow_up_on', '<=', value('until')),
)

/** A person's open follow-ups with a customer due by a business date, as updateTracked() needs them. */
export const followUpsDueWith = (
  customer_id: number,
  user_id: number,
  until: string,
): Promise<{ id: number; version: number }[]> =>
  openFollowUps()
    .select(['id', 'version'])
    .where('customer_id', '=', customer_id)
    .where('user_id', '=', user_id)
    .where('follow_up_on', '<=', until)
    .orderBy('id')
    .execute()

/** The instant of a customer's last communication that is not withdrawn, and the date of the next open follow-up. */
export async function lastContactAndNextFollowUp(
  customer_id: number,
): Promise<{ last: string | null; next: string | null }> {
  const communications = reader()
    .selectFrom('communications')
    .select('happened_at')
    .where('customer_id', '=', customer_id)
    .where('withdrawn_at', 'is', null)
  const last = await communications.orderBy('happened_at', 'desc').limit(1).executeTakeFirst()
  const open = openFollowUps().select('follow_up_on').where('customer_id', '=', customer_id)
  const next = await open.orderBy('follow_up_on').limit(1).executeTakeFirst()
  return { last: last?.happened_at ?? null, next: next?.follow_up_on ?? null }
}
