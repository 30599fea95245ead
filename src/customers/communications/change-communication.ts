import type { Updateable } from 'kysely'
import type { Person } from '../../access/person.ts'
import type { Tables } from '../../database/tables.ts'
import { historyOf } from '../../history/record-event.ts'
import { updateTracked, writeDerivedColumns } from '../../history/update-tracked.ts'
import { settings } from '../../settings.ts'
import { dayOf } from '../../values/clock.ts'
import { lastContactAndNextFollowUp } from './communications-repository.ts'

/** Changes a communication. Returns whether anything was changed; throws VersionConflict. */
export const changeCommunication = (
  record: { id: number; version: number },
  changes: Updateable<Tables['communications']>,
  by: Person,
): Promise<boolean> => updateTracked('communications', record, changes, by)

/** The fields whose change made this version of a communication, with their old values and who changed them. */
export const latestChangesOf = async ({ id, version }: { id: number; version: number }) =>
  (await historyOf('communications', id, 8)).filter(({ details }) => JSON.parse(details ?? '{}').version === version)

/** Updates last contact and next follow-up in the customer's row, which the lists read. */
export async function updateContactDates(customer_id: number): Promise<void> {
  const { last, next } = await lastContactAndNextFollowUp(customer_id)
  const last_contact_on = last && dayOf(new Date(last), settings().TIME_ZONE)
  await writeDerivedColumns('customers', customer_id, { last_contact_on, next_follow_up_on: next })
}
