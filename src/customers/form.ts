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

/** What a customer is made of, as form, import and export name it: each field by itself. */
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

/** The rules of a whole customer, wherever it comes from: one way to reach them, and a name or company. */
const whole = <S extends z.ZodType<Parts>>(schema: S) =>
  schema
    .refine(
      ({ name, company }) => name !== null || company !== null,
      errorKeyAt('customers.name_or_company_required', 'name'),
    )
    .refine(
      ({ phone, email, other_contact }) => phone !== null || email !== null || other_contact !== null,
      errorKeyAt('customers.contact_method_required', 'phone'),
    )

export const customerFields = whole(customerParts)

export type CustomerFields = z.output<typeof customerFields>

/** The form: the fields, whose customer it is (absent: oneself), and whether to go on past likely duplicates. */
export const customerForm = whole(
  z.object({
    ...customerParts.shape,
    owner_id: idField(),
    confirm_duplicate: z.string().transform((typed) => typed === '1'),
    version: versionField,
  }),
)

export type CustomerInput = z.output<typeof customerForm>

/** A record as its form shows it. */
export function shownCustomer(record: Customer): Record<string, string> {
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

/** A contact as its form shows it. */
export const shownContact = (contact: Contact): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(contactForm.shape) as (keyof typeof contactForm.shape)[]).map((name) => [
      name,
      String(contact[name] ?? ''),
    ]),
  )

/** Done or put off on the start or on the page of all: that is where it leads back to. */
const back = z.enum(['/', '/follow-ups']).catch('/')

/** A talk with a customer, recorded there or where a follow-up stood; the next follow-up is one of the offered days or another. */
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

export const doneForm = z.object({ back })
export const followUpForm = z.object({ follow_up_on: notNull(dayField()), back })
export const distinctForm = z.object({ other_id: notNull(idField()) })
