import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { settings } from '../../settings.ts'
import { currentInstant, dayOf, timestamp } from '../../values/clock.ts'
import { possibleCommunicationSubjects } from '../extension-points.ts'
import type { Customer } from '../repository.ts'
import { changeCommunication, updateContactDates } from './change-communication.ts'
import { followUpsDueWith, insertCommunication } from './communications-repository.ts'

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
    const happened_on = dayOf(new Date(happened_at), settings().TIME_ZONE)
    refuseFuture(happened_at)
    if (input.follow_up_on !== null && input.follow_up_on < happened_on)
      throw new ValidationError('follow_up_on', 'customers.follow_up_past')
    await refuseForeignSubject(customer.id, input.opportunity_id, by)
    const due = await followUpsDueWith(customer.id, by.id, happened_on)
    const { kind, content, opportunity_id, follow_up_on, follow_up_what } = input
    const fields = { kind, content, opportunity_id, follow_up_on, follow_up_what, happened_at }
    const id = await insertCommunication({ ...fields, customer_id: customer.id, user_id: by.id, created_at: now })
    for (const followUp of due)
      await changeCommunication(followUp, { follow_up_done_at: now, follow_up_ended_by: id }, by)
    await updateContactDates(customer.id)
    return id
  })

/** Throws ValidationError for an instant in the future; five minutes are allowed for a clock that is fast. */
export function refuseFuture(happened_at: string): void {
  if (happened_at > new Date(currentInstant().getTime() + 5 * 60_000).toISOString())
    throw new ValidationError('happened_at', 'customers.time_in_future')
}

/** Only one of the user's own open opportunities, or the current one, can be the subject. Throws ValidationError. */
export async function refuseForeignSubject(
  customer_id: number,
  opportunity_id: number | null,
  by: Person,
  current: number | null = null,
): Promise<void> {
  if (opportunity_id === null || opportunity_id === current) return
  const subjects = await possibleCommunicationSubjects(customer_id, by)
  if (!subjects.some(({ id }) => id === opportunity_id)) throw new ValidationError('opportunity_id', 'errors.choice')
}
