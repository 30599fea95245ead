import { asPerson } from '../../accounts/activity.ts'
import {
  type ActivityLine,
  type ActivityReader,
  activityOf,
  type FeatureActivity,
  type ShownAs,
} from '../../history/activity.ts'
import { customerName } from '../repository.ts'
import { type CommunicationRow, communicationsOf } from './communications-repository.ts'

/** A talk as a timeline shows it. */
export interface CommunicationEntry {
  kind: 'communication'
  at: string
  talk: CommunicationRow
}

/** One thing that happened on a customer: a talk, or a change of the record. */
export type TimelineEntry = CommunicationEntry | ActivityLine

export type TimelineLimits = 'all' | 'communications' | 'changes'

const customerActivity: FeatureActivity = {
  subject: 'customers',
  empty: 'customers.empty',
  because: 'customers.reason',
  fields: { owner_id: asPerson },
}

/** A customer by the name they have today. */
export const asCustomer: ShownAs = async (kept) => (await customerName(Number(kept))) ?? String(kept)

/** What happened, newest first, at most so many. */
export async function timelineOf(
  id: number,
  show: TimelineLimits,
  limit: number,
  reader: ActivityReader,
): Promise<TimelineEntry[]> {
  const talks = show === 'changes' ? [] : await communicationsOf(id, limit)
  const changes = show === 'communications' ? [] : await activityOf(customerActivity, id, limit, reader)
  const entries = [...talks.map(communicationEntry), ...changes]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, limit)
}

/** A talk as an entry of a timeline. */
export const communicationEntry = (talk: CommunicationRow): CommunicationEntry => ({
  kind: 'communication',
  at: talk.happened_at,
  talk,
})
