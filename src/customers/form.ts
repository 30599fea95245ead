import { z } from 'zod'
import { fieldSchemas } from '../fields/definition.ts'
import { fieldFormValues } from '../fields/format-values.ts'
import { idSchema, requiredSchema, versionSchema, zodErrorOptionAt } from '../web/field-schemas.ts'
import { contactFields, customerFields } from './fields.ts'
import type { Contact, Customer } from './repository.ts'

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

export const notDuplicateForm = z.object({ other_id: requiredSchema(idSchema()) })
