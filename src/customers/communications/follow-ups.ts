import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { timestamp } from '../../values/clock.ts'
import { changeCommunication, latestChangesOf, updateContactDates } from './change-communication.ts'

type FollowUp = Row<'communications'>
type FollowUpChange = Partial<Pick<FollowUp, 'follow_up_on' | 'follow_up_what' | 'follow_up_done_at'>>

/** Whether a follow-up is still to be done. */
export const isOpenFollowUp = ({ follow_up_on, follow_up_done_at }: FollowUp): boolean =>
  follow_up_on !== null && follow_up_done_at === null

/** Marks a follow-up as done. */
export const finishFollowUp = (followUp: FollowUp, by: Person): Promise<boolean> =>
  changeFollowUp(followUp, { follow_up_done_at: timestamp() }, by)

/**
 * Moves a follow-up to another business date, or says otherwise what to do. Returns whether that changed anything.
 * Throws ValidationError for a past date.
 */
export async function moveFollowUp(
  followUp: FollowUp,
  { follow_up_on, follow_up_what }: { follow_up_on: string; follow_up_what: string | null },
  by: Person,
): Promise<boolean> {
  if (follow_up_on < today()) throw new ValidationError('follow_up_on', 'customers.follow_up_past')
  return changeFollowUp(followUp, { follow_up_on, follow_up_what }, by)
}

/**
 * Takes back the latest change of a follow-up, which led to this version. Throws ValidationError if it was changed
 * since, or if somebody else did it.
 */
export async function undoFollowUpChange(followUp: FollowUp, version: number, by: Person): Promise<void> {
  const changes = await latestChangesOf(followUp)
  if (version !== followUp.version || changes.length === 0 || !changes.every(({ field }) => isUndoable(field)))
    throw new ValidationError('version', 'customers.undo_too_late')
  if (changes.some(({ user_id }) => user_id !== by.id)) throw new ValidationError('version', 'customers.undo_not_yours')
  await changeFollowUp(followUp, Object.fromEntries(changes.map(({ field, old }) => [field, old])), by)
}

const isUndoable = (field: string | null): boolean =>
  field === 'follow_up_on' || field === 'follow_up_what' || field === 'follow_up_done_at'

const changeFollowUp = (followUp: FollowUp, change: FollowUpChange, by: Person): Promise<boolean> =>
  transaction(async () => {
    if (!(await changeCommunication(followUp, change, by))) return false
    await recordFollowUpEvents(followUp, change, by)
    await updateContactDates(followUp.customer_id)
    return true
  })

/** Adds what was changed of a follow-up to the customer's history. */
async function recordFollowUpEvents(before: FollowUp, change: FollowUpChange, by: Person): Promise<void> {
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
