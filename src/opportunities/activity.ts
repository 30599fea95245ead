import { asPersonName, asSharesText } from '../accounts/account-history.ts'
import { communicationsAbout } from '../customers/communications/communications-repository.ts'
import { asCustomerName, type CommunicationEntry, communicationEntry } from '../customers/communications/timeline.ts'
import { fieldHistoryFormats } from '../fields/format-values.ts'
import { type ActivityLine, type ActivityReader, activityOfRecord, type FeatureActivity } from '../history/activity.ts'
import { opportunityFields } from './fields.ts'
import { opportunityUpdates } from './repository.ts'

/** An entry in an opportunity's activity: an update with its changes, another change, or a communication. */
export type OpportunityActivityEntry =
  | CommunicationEntry
  | { kind: 'update'; at: string; who: string; user_id: number; note: string | null; changes: ActivityLine[] }
  | ActivityLine

const opportunityActivity: FeatureActivity = {
  subject: 'opportunities',
  empty: 'opportunities.empty',
  fields: {
    ...fieldHistoryFormats(opportunityFields),
    owner_id: asPersonName,
    customer_id: asCustomerName,
    credits_changed: asSharesText,
  },
}

/** An opportunity's activity, newest first. */
export async function opportunityActivityOf(
  id: number,
  limit: number,
  reader: ActivityReader,
): Promise<OpportunityActivityEntry[]> {
  const [updates, changes, talks] = await Promise.all([
    opportunityUpdates(id, limit),
    activityOfRecord(opportunityActivity, id, limit * 8, reader),
    communicationsAbout(id, limit),
  ])
  const entries: OpportunityActivityEntry[] = [
    ...updates.map(({ id: update_id, created_at: at, who, user_id, note }) => {
      const changesOfUpdate = changes.filter(({ details }) => details.update_id === update_id)
      return { kind: 'update' as const, at, who, user_id, note, changes: changesOfUpdate.toReversed() }
    }),
    ...talks.map((talk) => communicationEntry(talk, reader.person)),
    ...changes.filter(({ details }) => details.update_id === undefined),
  ]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at))
}
