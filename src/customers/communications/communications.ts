import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { updateTracked, writeDerivedColumns } from '../../history/update-tracked.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { settings } from '../../settings.ts'
import { currentInstant, dayOf, timestamp } from '../../values/clock.ts'
import { possibleCommunicationSubjects } from '../extension-points.ts'
import type { Customer } from '../repository.ts'
import { followUpsDueWith, insertCommunication, lastContactAndNextFollowUp } from './communications-repository.ts'

/**
 * A communication to be recorded: happened_at is an instant, null for now; follow_up_on a business date,
 * follow_up_what what is to be done on it.
 */
interface CommunicationInput {
  kind: Row<'communications'>['kind']
  happened_at: string | null
  content: string
  opportunity_id: number | null
  follow_up_on: string | null
  follow_up_what: string | null
}

/**
 * Records a communication. It completes the author's follow-ups with this customer due by that day. Throws
 * ValidationError.
 */
export const recordCommunication = (customer: Customer, input: CommunicationInput, by: Person): Promise<number> =>
  transaction(async () => {
    const now = timestamp()
    const happened_at = input.happened_at ?? now
    if (happened_at > new Date(currentInstant().getTime() + 5 * 60_000).toISOString())
      throw new ValidationError('happened_at', 'customers.time_in_future')
    if (input.follow_up_on !== null && input.follow_up_on < dayOf(new Date(happened_at), settings().TIME_ZONE))
      throw new ValidationError('follow_up_on', 'customers.follow_up_past')
    await refuseForeignSubject(customer.id, input.opportunity_id, by)
    for (const due of await followUpsDueWith(customer.id, by.id, dayOf(new Date(happened_at), settings().TIME_ZONE)))
      await updateTracked('communications', due, { follow_up_done_at: now }, by)
    const { kind, content, opportunity_id, follow_up_on, follow_up_what } = input
    const fields = { kind, content, opportunity_id, follow_up_on, follow_up_what, happened_at }
    const id = await insertCommunication({ ...fields, customer_id: customer.id, user_id: by.id, created_at: now })
    await updateContactDates(customer.id)
    return id
  })

/** Only one of the user's own open opportunities can be the subject. Throws ValidationError. */
async function refuseForeignSubject(customer_id: number, opportunity_id: number | null, by: Person): Promise<void> {
  if (opportunity_id === null) return
  const subjects = await possibleCommunicationSubjects(customer_id, by)
  if (!subjects.some(({ id }) => id === opportunity_id)) throw new ValidationError('opportunity_id', 'errors.choice')
}

/** Marks a follow-up as done. */
export const finishFollowUp = (followUp: Row<'communications'>, by: Person): Promise<void> =>
  changeFollowUp(followUp, { follow_up_done_at: timestamp() }, by)

/** Reopens a follow-up that was marked as done by mistake. */
export const reopenFollowUp = (followUp: Row<'communications'>, by: Person): Promise<void> =>
  changeFollowUp(followUp, { follow_up_done_at: null }, by)

/** Moves a follow-up to another business date, or says otherwise what to do. Throws ValidationError for a past date. */
export async function moveFollowUp(
  followUp: Row<'communications'>,
  { follow_up_on, follow_up_what }: { follow_up_on: string; follow_up_what: string | null },
  by: Person,
): Promise<void> {
  if (follow_up_on < today()) throw new ValidationError('follow_up_on', 'customers.follow_up_past')
  await changeFollowUp(followUp, { follow_up_on, follow_up_what }, by)
}

type FollowUpChange = Partial<Pick<Row<'communications'>, 'follow_up_on' | 'follow_up_what' | 'follow_up_done_at'>>

const changeFollowUp = (followUp: Row<'communications'>, change: FollowUpChange, by: Person): Promise<void> =>
  transaction(async () => {
    if (!(await updateTracked('communications', followUp, change, by))) return
    await recordFollowUpEvents(followUp, change, by)
    await updateContactDates(followUp.customer_id)
  })

/** Adds what was changed of a follow-up to the customer's history. */
async function recordFollowUpEvents(before: Row<'communications'>, change: FollowUpChange, by: Person): Promise<void> {
  const record = (what: string, fields: { field?: string; old: string | null; new?: string | null }) =>
    recordEvent('customers', before.customer_id, what, fields, by)
  const { follow_up_on: old } = before
  const { follow_up_on, follow_up_what, follow_up_done_at } = change
  if (follow_up_done_at !== undefined)
    await record(follow_up_done_at === null ? 'follow_up_reopened' : 'follow_up_done', { old })
  if (follow_up_on !== undefined && follow_up_on !== old) await record('follow_up_moved', { old, new: follow_up_on })
  if (follow_up_what !== undefined && follow_up_what !== before.follow_up_what)
    await record('changed', { field: 'follow_up_what', old: before.follow_up_what, new: follow_up_what })
}

/** Updates last contact and next follow-up in the customer's row, which the lists read. */
async function updateContactDates(customer_id: number): Promise<void> {
  const { last, next } = await lastContactAndNextFollowUp(customer_id)
  const last_contact_on = last && dayOf(new Date(last), settings().TIME_ZONE)
  await writeDerivedColumns('customers', customer_id, { last_contact_on, next_follow_up_on: next })
}
