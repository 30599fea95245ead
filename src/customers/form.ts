import { z } from 'zod'
import { hasDigit } from '../values/phone.ts'
import {
  choice,
  day,
  id,
  instant,
  notNull,
  oneOf,
  refuse,
  refuseAt,
  required,
  requiredTextarea,
  text,
  textarea,
  version,
} from '../web/forms.ts'
import type { Contact, Customer } from './repository.ts'

export const levels = ['A', 'B', 'C'] as const
export const kinds = ['call', 'visit', 'meeting', 'email', 'message', 'other'] as const

const phone = () => text(50).refine((typed) => typed === null || hasDigit(typed), refuse('customers.phone_digit'))
const email = () =>
  text(200).refine((typed) => typed === null || /^[^\s@]+@[^\s@]+$/.test(typed), refuse('errors.email'))

/** What a customer is made of, as form, import and export name it: each field by itself. */
export const customerParts = z.object({
  code: text(40),
  name: text(100),
  title: text(100),
  company: text(200),
  phone: phone(),
  email: email(),
  other_contact: text(200),
  region: text(100),
  city: text(100),
  address: text(300),
  industry: text(100),
  source: text(100),
  level: choice(levels),
  notes: textarea(5000),
})

type Parts = Pick<z.output<typeof customerParts>, 'name' | 'company' | 'phone' | 'email' | 'other_contact'>

/** The rules of a whole customer, wherever it comes from: one way to reach them, and a name or company. */
const whole = <S extends z.ZodType<Parts>>(schema: S) =>
  schema
    .refine(({ name, company }) => name !== null || company !== null, refuseAt('customers.name_or_company', 'name'))
    .refine(
      ({ phone, email, other_contact }) => phone !== null || email !== null || other_contact !== null,
      refuseAt('customers.way_of_contact', 'phone'),
    )

export const customerFields = whole(customerParts)

export type CustomerFields = z.output<typeof customerFields>

/** The form: the fields, whose customer it is (absent: oneself), and whether to go on past likely duplicates. */
export const customerForm = whole(
  z.object({
    ...customerParts.shape,
    owner_id: id(),
    confirm_duplicate: z.string().transform((typed) => typed === '1'),
    version,
  }),
)

export type CustomerInput = z.output<typeof customerForm>

/** A record as its form shows it. */
export function shownCustomer(record: Customer): Record<string, string> {
  const names = [...Object.keys(customerParts.shape), 'owner_id', 'version'] as (keyof Customer)[]
  return Object.fromEntries(names.map((name) => [name, String(record[name] ?? '')]))
}

export const contactForm = z.object({ name: required(100), title: text(100), phone: phone(), email: email(), version })

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
    .pipe(oneOf(kinds)),
  happened_at: instant(),
  content: requiredTextarea(10_000),
  opportunity_id: id(),
  follow_up_in: day(),
  follow_up_on: day(),
  back: z.enum(['/', '/follow-ups']).nullable().catch(null),
})

export const doneForm = z.object({ back })
export const followUpForm = z.object({ follow_up_on: notNull(day()), back })
export const distinctForm = z.object({ other_id: notNull(id()) })
