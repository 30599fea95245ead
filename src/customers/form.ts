import { z } from 'zod'
import { hasDigit } from '../values/phone.ts'
import {
  choiceField,
  dayField,
  errorKey,
  errorKeyAt,
  idField,
  instantField,
  notNull,
  oneOf,
  requiredText,
  requiredTextarea,
  textareaField,
  textField,
  versionField,
} from '../web/forms.ts'
import type { Contact, Customer } from './repository.ts'

export const customerLevels = ['A', 'B', 'C'] as const
export const communicationKinds = ['call', 'visit', 'meeting', 'email', 'message', 'other'] as const

const phone = () =>
  textField(50).refine((typed) => typed === null || hasDigit(typed), errorKey('customers.phone_digit'))
const email = () =>
  textField(200).refine((typed) => typed === null || /^[^\s@]+@[^\s@]+$/.test(typed), errorKey('errors.email'))

/** A customer's fields, each validated alone; used by form, import and export. */
export const customerParts = z.object({
  code: textField(40),
  name: textField(100),
  title: textField(100),
  company: textField(200),
  phone: phone(),
  email: email(),
  other_contact: textField(200),
  region: textField(100),
  city: textField(100),
  address: textField(300),
  industry: textField(100),
  source: textField(100),
  level: choiceField(customerLevels),
  notes: textareaField(5000),
})

type Parts = Pick<z.output<typeof customerParts>, 'name' | 'company' | 'phone' | 'email' | 'other_contact'>

/** Rules across fields: a name or a company, and at least one way to contact the customer. */
const withCustomerRules = <S extends z.ZodType<Parts>>(schema: S) =>
  schema
    .refine(
      ({ name, company }) => name !== null || company !== null,
      errorKeyAt('customers.name_or_company_required', 'name'),
    )
    .refine(
      ({ phone, email, other_contact }) => phone !== null || email !== null || other_contact !== null,
      errorKeyAt('customers.contact_method_required', 'phone'),
    )

export const customerFields = withCustomerRules(customerParts)

export type CustomerFields = z.output<typeof customerFields>

/** The customer form. owner_id absent: the current user; confirm_duplicate: save in spite of likely duplicates. */
export const customerForm = withCustomerRules(
  z.object({
    ...customerParts.shape,
    owner_id: idField(),
    confirm_duplicate: z.string().transform((typed) => typed === '1'),
    version: versionField,
  }),
)

export type CustomerInput = z.output<typeof customerForm>

/** A customer as form values. */
export function customerFormValues(record: Customer): Record<string, string> {
  const names = [...Object.keys(customerParts.shape), 'owner_id', 'version'] as (keyof Customer)[]
  return Object.fromEntries(names.map((name) => [name, String(record[name] ?? '')]))
}

export const contactForm = z.object({
  name: requiredText(100),
  title: textField(100),
  phone: phone(),
  email: email(),
  version: versionField,
})

/** A contact as form values. */
export const contactFormValues = (contact: Contact): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(contactForm.shape) as (keyof typeof contactForm.shape)[]).map((name) => [
      name,
      String(contact[name] ?? ''),
    ]),
  )

/** The page a follow-up form redirects to: the dashboard or the list of follow-ups. */
const back = z.enum(['/', '/follow-ups']).catch('/')

/**
 * A communication, from the customer's page or from a follow-up; the next follow-up is an offered day or another date.
 */
export const communicationForm = z.object({
  kind: z
    .string()
    .transform((typed) => typed || 'call')
    .pipe(oneOf(communicationKinds)),
  happened_at: instantField(),
  content: requiredTextarea(10_000),
  opportunity_id: idField(),
  follow_up_in: dayField(),
  follow_up_on: dayField(),
  back: z.enum(['/', '/follow-ups']).nullable().catch(null),
})

export const followUpDoneForm = z.object({ back })
export const followUpForm = z.object({ follow_up_on: notNull(dayField()), back })
export const notDuplicateForm = z.object({ other_id: notNull(idField()) })
