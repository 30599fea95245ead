import { z } from 'zod'
import type { Row } from '../../database/tables.ts'
import { settings } from '../../settings.ts'
import { localDateTime } from '../../values/clock.ts'
import {
  daySchema,
  idSchema,
  instantSchema,
  requiredChoiceSchema,
  requiredSchema,
  requiredTextareaSchema,
  textSchema,
  versionSchema,
  zodErrorOptionAt,
} from '../../web/field-schemas.ts'

export const communicationKinds = ['call', 'visit', 'meeting', 'email', 'message', 'other'] as const

/** The page a follow-up form redirects to: the dashboard or the list of follow-ups. */
const back = z.enum(['/', '/follow-ups']).catch('/')

/** The same for a communication; null for its customer's page. */
const communicationBack = z.enum(['/', '/follow-ups']).nullable().catch(null)

/** What is to be done at a follow-up. */
const followUpWhat = textSchema(200)

const kind = z
  .string()
  .transform((typed) => typed || 'call')
  .pipe(requiredChoiceSchema(communicationKinds))

/**
 * A communication, from the customer's page or from a follow-up; the next follow-up is an offered day or another date.
 */
export const communicationForm = z
  .object({
    kind,
    happened_at: instantSchema(),
    content: requiredTextareaSchema(10_000),
    opportunity_id: idSchema(),
    follow_up_in: daySchema(),
    follow_up_on: daySchema(),
    follow_up_what: followUpWhat,
    back: communicationBack,
  })
  .refine(
    ({ follow_up_in, follow_up_on, follow_up_what }) =>
      follow_up_what === null || (follow_up_on ?? follow_up_in) !== null,
    zodErrorOptionAt('customers.follow_up_date_required', 'follow_up_on'),
  )

export const followUpDoneForm = z.object({ back })

export const followUpForm = z.object({
  follow_up_on: requiredSchema(daySchema()),
  follow_up_what: followUpWhat,
  back,
})

/** A follow-up as form values. */
export const followUpFormValues = ({
  follow_up_on,
  follow_up_what,
}: Pick<Row<'communications'>, 'follow_up_on' | 'follow_up_what'>): Record<string, string> => ({
  follow_up_on: follow_up_on ?? '',
  follow_up_what: follow_up_what ?? '',
})

/** Undoes the change that led to this version of the communication. */
export const followUpUndoForm = z.object({ version: versionSchema, back })

/** The version of a communication as a form value. */
export const versionFormValues = ({ version }: { version: number }): Record<string, string> => ({
  version: String(version),
})

/** The correction of a communication. */
export const correctionForm = z.object({
  kind: requiredChoiceSchema(communicationKinds),
  happened_at: requiredSchema(instantSchema()),
  content: requiredTextareaSchema(10_000),
  opportunity_id: idSchema(),
  version: versionSchema,
})

/** A communication as values of that form: its time is local, to the minute. */
export const correctionFormValues = (record: Row<'communications'>): Record<string, string> => ({
  kind: record.kind,
  happened_at: localDateTime(new Date(record.happened_at), settings().TIME_ZONE),
  content: record.content,
  opportunity_id: String(record.opportunity_id ?? ''),
  ...versionFormValues(record),
})

/** Withdraws a communication; `undo` right after it was recorded, from the message. */
export const withdrawalForm = z.object({
  version: versionSchema,
  undo: z.string().transform((typed) => typed === '1'),
  back: communicationBack,
})
