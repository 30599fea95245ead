import { z } from 'zod'
import { listExportRoutes } from '../lists/export-routes.ts'
import { shownByHistory } from '../web/concurrent-edits/shown-record.ts'
import { NotFound } from '../web/errors.ts'
import { redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import { addContact, saveContact } from './contacts.ts'
import { dismissDuplicate, dismissDuplicatesOf, undismissedCustomerDuplicates } from './duplicates/duplicates.ts'
import { contactForm, contactFormValues, customerForm, customerFormValues, notDuplicateForm } from './form.ts'
import { customerList } from './list.ts'
import {
  customerFormRefused,
  customerListPage,
  customerPage,
  editContactPage,
  editCustomerPage,
  newCustomerPage,
} from './pages.ts'
import { contactById, findCustomer } from './repository.ts'
import { createCustomer, saveCustomer } from './save.ts'

const timelineQuery = z.object({
  show: z.enum(['all', 'communications', 'changes']).or(z.literal('').transform(() => 'all' as const)),
  entries: z
    .string()
    .refine((typed) => typed === '' || /^\d{1,4}$/.test(typed))
    .transform((typed) => (typed !== '' ? Math.min(Math.max(Number(typed), 20), 2000) : 20)),
})

/** Values that a URL may prefill in the new customer form; the form validates them when it is sent. */
const prefillText = z.string().trim().max(200)
const prefillQuery = z.object({ name: prefillText, company: prefillText, phone: prefillText, email: prefillText })

export const customerRoutes = [
  ...listExportRoutes(customerList, { export: 'customers.export', title: 'customers.title_page' }),

  get('/customers', { permission: 'customers.see' }, ({ person, context }) =>
    customerListPage(context.parameters, person),
  ),

  get('/customers/new', { permission: 'customers.create', query: prefillQuery }, ({ person, query }) =>
    newCustomerPage(person, query),
  ),

  post(
    '/customers',
    { permission: 'customers.create', form: customerForm, onInvalid: customerFormRefused },
    async ({ input, person }) => {
      const id = await createCustomer(input, person)
      if (input.confirm_duplicate) await dismissDuplicatesOf(id, new Set(), person)
      return redirect(`/customers/${id}`, 'customers.created')
    },
  ),

  get(
    '/customers/:id',
    { permission: 'customers.see', load: findCustomer, query: timelineQuery },
    ({ record, person, context, query }) =>
      record.merged_into === null
        ? customerPage({ customer: record, person, context, show: query.show, limit: query.entries })
        : redirect(`/customers/${record.merged_into}`),
  ),

  get('/customers/:id/edit', { permission: 'customers.edit', load: findCustomer }, ({ record, person }) =>
    editCustomerPage(record, person),
  ),

  post(
    '/customers/:id',
    {
      permission: 'customers.edit',
      load: findCustomer,
      form: customerForm,
      toFormValues: customerFormValues,
      shownAt: shownByHistory('customers'),
      onInvalid: customerFormRefused,
    },
    async ({ record, input, person }) => {
      const known = input.confirm_duplicate ? await undismissedCustomerDuplicates(record) : null
      await saveCustomer(record, input, person)
      if (known) await dismissDuplicatesOf(record.id, new Set(known.map(({ id }) => id)), person)
      return redirect(`/customers/${record.id}`, 'customers.saved')
    },
  ),

  post(
    '/customers/:id/contacts',
    {
      permission: 'customers.edit',
      load: findCustomer,
      form: contactForm,
      onInvalid: ({ record, person, context, values, errors }) =>
        customerPage({ customer: record, person, context, contact: { values, errors }, status: 422 }),
    },
    async ({ record, input, person }) => {
      await addContact(record, input, person)
      return redirect(`/customers/${record.id}`, 'customers.contact_added')
    },
  ),

  get('/contacts/:id', { permission: 'customers.edit', load: contactById }, ({ record }) => editContactPage(record)),

  post(
    '/contacts/:id',
    {
      permission: 'customers.edit',
      load: contactById,
      form: contactForm,
      toFormValues: contactFormValues,
      shownAt: shownByHistory('contacts'),
      onInvalid: ({ record, form }) => editContactPage(record, form),
    },
    async ({ record, input, person }) => {
      await saveContact(record, input, person)
      return redirect(`/customers/${record.customer_id}`, 'customers.contact_saved')
    },
  ),

  post(
    '/customers/:id/distinct',
    { permission: 'customers.edit', load: findCustomer, form: notDuplicateForm },
    async ({ record, input, person }) => {
      const other = await findCustomer(input.other_id)
      if (!other) throw new NotFound()
      await dismissDuplicate(record, other, person)
      return redirect(`/customers/${record.id}`, 'customers.marked_not_duplicate')
    },
  ),
]
