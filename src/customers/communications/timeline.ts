import { asPerson } from '../../accounts/activity.ts'
import {
  type ActivityLine,
  activityOf,
  type FeatureActivity,
  type Reader,
  type ShownAs,
} from '../../history/activity.ts'
import { customerName } from '../repository.ts'
import { communicationsOf, type Talk } from './communications-repository.ts'

/** A talk as a timeline shows it. */
export interface TalkEntry {
  kind: 'communication'
  at: string
  talk: Talk
}

/** One thing that happened on a customer: a talk, or a change of the record. */
export type TimelineEntry = TalkEntry | ActivityLine

export type Shown = 'all' | 'communications' | 'changes'

const customerActivity: FeatureActivity = {
  subject: 'customers',
  empty: 'customers.empty',
  because: 'customers.because',
  fields: { owner_id: asPerson },
}

/** A customer by the name they have today. */
export const asCustomer: ShownAs = async (kept) => (await customerName(Number(kept))) ?? String(kept)

/** What happened, newest first, at most so many. */
export async function timelineOf(id: number, show: Shown, limit: number, reader: Reader): Promise<TimelineEntry[]> {
  const talks = show === 'changes' ? [] : await communicationsOf(id, limit)
  const changes = show === 'communications' ? [] : await activityOf(customerActivity, id, limit, reader)
  const entries = [...talks.map(talkEntry), ...changes]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, limit)
}

/** A talk as an entry of a timeline. */
export const talkEntry = (talk: Talk): TalkEntry => ({ kind: 'communication', at: talk.happened_at, talk })
