import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { updateDerived } from '../../history/update-tracked.ts'
import { ValidationError } from '../../i18n/errors.ts'
import { today } from '../../i18n/format.ts'
import { settings } from '../../settings.ts'
import { dayOf, present, timestamp } from '../../values/clock.ts'
import { subjectsOf } from '../extension-points.ts'
import type { Customer } from '../repository.ts'
import { finishFollowUps, insertCommunication, lastAndNext, setFollowUp } from './communications-repository.ts'

/** A talk to be recorded: happened_at is an instant, absent now; follow_up_on a business day. */
interface CommunicationInput {
  kind: Row<'communications'>['kind']
  happened_at: string | null
  content: string
  opportunity_id: number | null
  follow_up_on: string | null
}

/** Records a talk; what the same person had promised for that day or earlier is done with it. Throws ValidationError. */
export const recordCommunication = (customer: Customer, input: CommunicationInput, by: Person): Promise<number> =>
  transaction(async () => {
    const now = timestamp()
    const happened_at = input.happened_at ?? now
    if (happened_at > new Date(present().getTime() + 5 * 60_000).toISOString())
      throw new ValidationError('happened_at', 'customers.time_in_future')
    if (input.follow_up_on !== null && input.follow_up_on < dayOf(new Date(happened_at), settings().TIME_ZONE))
      throw new ValidationError('follow_up_on', 'customers.follow_up_past')
    await refuseForeignSubject(customer.id, input.opportunity_id, by)
    await finishFollowUps(customer.id, by.id, dayOf(new Date(happened_at), settings().TIME_ZONE), now)
    const { kind, content, opportunity_id, follow_up_on } = input
    const said = { kind, content, opportunity_id, follow_up_on, happened_at }
    const id = await insertCommunication({ ...said, customer_id: customer.id, user_id: by.id, created_at: now })
    await summarise(customer.id)
    return id
  })

/** A talk is about one of one's own open opportunities, or about none. Throws ValidationError. */
async function refuseForeignSubject(customer_id: number, opportunity_id: number | null, by: Person): Promise<void> {
  if (opportunity_id === null) return
  const subjects = await subjectsOf(customer_id, by)
  if (!subjects.some(({ id }) => id === opportunity_id)) throw new ValidationError('opportunity_id', 'errors.choice')
}

/** A promise kept. */
export const finishFollowUp = (followUp: Row<'communications'>, by: Person): Promise<void> =>
  changeFollowUp(followUp, { follow_up_done_at: timestamp() }, 'follow_up_done', by)

/** A promise that was ticked off by mistake stands again. */
export const reopenFollowUp = (followUp: Row<'communications'>, by: Person): Promise<void> =>
  changeFollowUp(followUp, { follow_up_done_at: null }, 'follow_up_reopened', by)

/** A promise put off to another business day. Throws ValidationError for a day that is past. */
export async function moveFollowUp(followUp: Row<'communications'>, follow_up_on: string, by: Person): Promise<void> {
  if (follow_up_on < today()) throw new ValidationError('follow_up_on', 'customers.follow_up_past')
  await changeFollowUp(followUp, { follow_up_on }, 'follow_up_moved', by)
}

const changeFollowUp = (
  { id, customer_id, follow_up_on: old }: Row<'communications'>,
  columns: Partial<Pick<Row<'communications'>, 'follow_up_on' | 'follow_up_done_at'>>,
  what: string,
  by: Person,
): Promise<void> =>
  transaction(async () => {
    await setFollowUp(id, columns)
    await recordEvent('customers', customer_id, what, { old, new: columns.follow_up_on ?? null }, by)
    await summarise(customer_id)
  })

/** Last contact and next follow-up as the customer's row carries them for its lists. */
async function summarise(customer_id: number): Promise<void> {
  const { last, next } = await lastAndNext(customer_id)
  const last_contact_on = last && dayOf(new Date(last), settings().TIME_ZONE)
  await updateDerived('customers', customer_id, { last_contact_on, next_follow_up_on: next })
}
