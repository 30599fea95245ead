import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { asPersonName } from '../../accounts/account-history.ts'
import { fieldHistoryFormats } from '../../fields/format-values.ts'
import {
  type ActivityLine,
  type ActivityReader,
  activityOfRecord,
  type FeatureActivity,
  type ShownAs,
} from '../../history/activity.ts'
import { customerFields } from '../fields.ts'
import { customerName } from '../repository.ts'
import { type CommunicationRow, communicationsWithCustomer } from './communications-repository.ts'
import { correctionRefusal } from './correction-rule.ts'

/** A communication in a timeline. */
export interface CommunicationEntry {
  kind: 'communication'
  at: string
  communication: CommunicationRow
  /** Whether the reader may correct or withdraw it. */
  mayCorrect: boolean
}

/** An entry in a customer's timeline: a communication or a change of the record. */
export type TimelineEntry = CommunicationEntry | ActivityLine

export type TimelineFilter = 'all' | 'communications' | 'changes'

const customerActivity: FeatureActivity = {
  subject: 'customers',
  empty: 'customers.empty',
  because: 'customers.reason',
  fields: {
    ...fieldHistoryFormats(customerFields),
    owner_id: asPersonName,
    kind: (stored, { t }) => t(`customers.kind.${stored as CommunicationRow['kind']}`),
    happened_at: (stored, { instant }) => instant(String(stored)),
  },
  // A colleague who reads this may not see the opportunity, so its title is not shown.
  sentence: ({ what, field }) =>
    what === 'communication_corrected' && field === 'opportunity_id'
      ? 'customers.activity_subject_corrected'
      : `customers.activity_${what}`,
}

/** Formats a customer id as the customer's current name. */
export const asCustomerName: ShownAs = async (kept) => (await customerName(Number(kept))) ?? String(kept)

/** A customer's timeline, newest first, at most `limit` entries. */
export async function customerTimeline(
  id: number,
  show: TimelineFilter,
  limit: number,
  reader: ActivityReader,
): Promise<TimelineEntry[]> {
  const communications = show === 'changes' ? [] : await communicationsWithCustomer(id, limit)
  const changes = show === 'communications' ? [] : await activityOfRecord(customerActivity, id, limit, reader)
  const entries = [...communications.map((one) => communicationEntry(one, reader.person)), ...changes]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, limit)
}

/** Makes a timeline entry of a communication, for this reader. */
export const communicationEntry = (communication: CommunicationRow, reader: Person): CommunicationEntry => ({
  kind: 'communication',
  at: communication.happened_at,
  communication,
  mayCorrect:
    may(reader, 'communications.correct', { owner_id: communication.user_id }) &&
    correctionRefusal(communication) === null,
})
