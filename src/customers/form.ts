import { z } from 'zod'
import { fieldSchemas } from '../fields/definition.ts'
import { fieldFormValues } from '../fields/format-values.ts'
import {
  daySchema,
  idSchema,
  instantSchema,
  requiredChoiceSchema,
  requiredSchema,
  requiredTextareaSchema,
  versionSchema,
  zodErrorOptionAt,
} from '../web/field-schemas.ts'
import { contactFields, customerFields } from './fields.ts'
import type { Contact, Customer } from './repository.ts'

export const communicationKinds = ['call', 'visit', 'meeting', 'email', 'message', 'other'] as const

/** A customer's fields, each validated alone; used by form, import and export. */
export const customerParts = z.object(fieldSchemas(customerFields))

type Parts = Pick<z.output<typeof customerParts>, 'name' | 'company' | 'phone' | 'email' | 'other_contact'>

/** Rules across fields: a name or a company, and at least one way to contact the customer. */
const withCustomerRules = <S extends z.ZodType<Parts>>(schema: S) =>
  schema
    .refine(
      ({ name, company }) => name !== null || company !== null,
      zodErrorOptionAt('customers.name_or_company_required', 'name'),
    )
    .refine(
      ({ phone, email, other_contact }) => phone !== null || email !== null || other_contact !== null,
      zodErrorOptionAt('customers.contact_method_required', 'phone'),
    )

export const wholeCustomer = withCustomerRules(customerParts)

export type CustomerFields = z.output<typeof wholeCustomer>

/** The customer form. owner_id absent: the current user; confirm_duplicate: save in spite of likely duplicates. */
export const customerForm = withCustomerRules(
  z.object({
    ...customerParts.shape,
    owner_id: idSchema(),
    confirm_duplicate: z.string().transform((typed) => typed === '1'),
    version: versionSchema,
  }),
)

export type CustomerInput = z.output<typeof customerForm>

/** A customer as form values. */
export const customerFormValues = (record: Customer): Record<string, string> => ({
  ...fieldFormValues(customerFields, record),
  owner_id: String(record.owner_id),
})

export const contactForm = z.object({ ...fieldSchemas(contactFields), version: versionSchema })

/** A contact as form values. */
export const contactFormValues = (contact: Contact): Record<string, string> => fieldFormValues(contactFields, contact)

/** The page a follow-up form redirects to: the dashboard or the list of follow-ups. */
const back = z.enum(['/', '/follow-ups']).catch('/')

/**
 * A communication, from the customer's page or from a follow-up; the next follow-up is an offered day or another date.
 */
export const communicationForm = z.object({
  kind: z
    .string()
    .transform((typed) => typed || 'call')
    .pipe(requiredChoiceSchema(communicationKinds)),
  happened_at: instantSchema(),
  content: requiredTextareaSchema(10_000),
  opportunity_id: idSchema(),
  follow_up_in: daySchema(),
  follow_up_on: daySchema(),
  back: z.enum(['/', '/follow-ups']).nullable().catch(null),
})

export const followUpDoneForm = z.object({ back })
export const followUpForm = z.object({ follow_up_on: requiredSchema(daySchema()), back })
export const notDuplicateForm = z.object({ other_id: requiredSchema(idSchema()) })
