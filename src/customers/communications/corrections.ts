import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError, VersionConflict } from '../../i18n/error-classes.ts'
import { settings } from '../../settings.ts'
import { dayOf, localDateTime, timestamp } from '../../values/clock.ts'
import { changeCommunication, updateContactDates } from './change-communication.ts'
import { refuseForeignSubject, refuseFuture } from './communications.ts'
import { followUpsEndedBy, hasLaterCommunication } from './communications-repository.ts'
import { correctionRefusal } from './correction-rule.ts'

type Communication = Row<'communications'>

/** What can be corrected; happened_at is an instant. */
type Correction = Pick<Communication, 'kind' | 'happened_at' | 'content' | 'opportunity_id'> & { version: number }

/** Corrects a communication; the history keeps old and new values. Throws ValidationError, VersionConflict. */
export const correctCommunication = (record: Communication, input: Correction, by: Person): Promise<void> =>
  transaction(async () => {
    refuseIfNotCorrectable(record)
    const { id, customer_id, opportunity_id } = record
    const { version, ...typed } = input
    if (version !== record.version) throw new VersionConflict('communications', id)
    refuseFuture(typed.happened_at)
    await refuseForeignSubject(customer_id, typed.opportunity_id, by, opportunity_id)
    const wanted = { ...typed, happened_at: isSameMinute(typed, record) ? record.happened_at : typed.happened_at }
    const changed = correctableFields.filter((field) => wanted[field] !== record[field])
    if (changed.length === 0) return
    await changeCommunication({ id, version }, { ...wanted, corrected_at: timestamp() }, by)
    for (const field of changed) {
      const [old, now] = [record[field], wanted[field]].map((value) => (value === null ? null : String(value)))
      await recordEvent(
        'customers',
        customer_id,
        'communication_corrected',
        { field, old: old ?? null, new: now ?? null },
        by,
      )
    }
    await updateContactDates(customer_id)
  })

const correctableFields = ['kind', 'happened_at', 'content', 'opportunity_id'] as const

/** The form has no seconds; without a change of the minute the recorded instant stays. */
const isSameMinute = (a: { happened_at: string }, b: { happened_at: string }): boolean =>
  localDateTime(new Date(a.happened_at), settings().TIME_ZONE) ===
  localDateTime(new Date(b.happened_at), settings().TIME_ZONE)

/**
 * Withdraws a communication: it stays visible and counts nowhere. Its own follow-up goes with it if it is open; those
 * that it ended are open again. Throws ValidationError, VersionConflict.
 */
export const withdrawCommunication = (record: Communication, version: number, by: Person): Promise<void> =>
  transaction(async () => {
    refuseIfNotCorrectable(record)
    const { id, customer_id, happened_at, follow_up_done_at } = record
    const followUp = follow_up_done_at === null && { follow_up_on: null, follow_up_what: null }
    await changeCommunication({ id, version }, { withdrawn_at: timestamp(), ...followUp }, by)
    for (const ended of await followUpsEndedBy(record))
      await changeCommunication(ended, { follow_up_done_at: null, follow_up_ended_by: null }, by)
    const old = dayOf(new Date(happened_at), settings().TIME_ZONE)
    await recordEvent('customers', customer_id, 'communication_withdrawn', { old }, by)
    await updateContactDates(customer_id)
  })

/** Withdraws a communication that was just recorded. Throws ValidationError if anything newer has happened since. */
export async function undoCommunication(record: Communication, version: number, by: Person): Promise<void> {
  if (version !== record.version || (await hasLaterCommunication(record)))
    throw new ValidationError('version', 'customers.undo_too_late')
  await withdrawCommunication(record, version, by)
}

function refuseIfNotCorrectable(record: Communication): void {
  const refusal = correctionRefusal(record)
  if (refusal) throw new ValidationError('version', refusal)
}
