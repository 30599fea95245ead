import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { accountName, everybody } from '../accounts/repository.ts'
import { detailsOf } from '../fields/format-values.ts'
import type { ActivityReader } from '../history/activity.ts'
import { today } from '../i18n/format.ts'
import { listPageProps } from '../lists/list-page-props.ts'
import { suggestedValuesByField } from '../preferences/form-suggestions.ts'
import { addDays, addMonths, periodStart } from '../values/days.ts'
import { type FormState, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { customerTimelineCounts } from './communications/communications-repository.ts'
import { customerTimeline, type TimelineFilter } from './communications/timeline.ts'
import { type DuplicateCandidate, undismissedCustomerDuplicates } from './duplicates/duplicates.ts'
import { customerPrefillFromSearch } from './duplicates/prefill-from-search.ts'
import { buildRecordPanels, customerPanels, possibleCommunicationSubjects } from './extension-points.ts'
import { contactFields, customerFields } from './fields.ts'
import { contactFormValues, customerFormValues } from './form.ts'
import { type CustomerRow, customerList } from './list.ts'
import { type Customer, type contactById, contactsOf, customerDisplayName, findCustomer } from './repository.ts'
import type { CustomerPageProps } from './view-props.ts'

/** The customer list, with tabs for common filters. */
export async function customerListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPageProps<CustomerRow>(customerList, parameters, person)
  const at = (name: string) => String(parameters[name] ?? '')
  const isOnlyFilter = (name: string, value: string) =>
    at(name) === value && ['owner_id', 'level', 'inactive_days'].every((other) => other === name || at(other) === '')
  const views = [
    { label: 'all' as const, href: '/customers', current: list.links.cleared === null },
    {
      label: 'own' as const,
      href: `/customers?owner_id=${person.id}`,
      current: isOnlyFilter('owner_id', String(person.id)),
    },
    { label: 'level_a' as const, href: '/customers?level=A', current: isOnlyFilter('level', 'A') },
    { label: 'silent' as const, href: '/customers?inactive_days=30', current: isOnlyFilter('inactive_days', '30') },
  ]
  return page('customers/list', {
    list,
    views,
    today: today(),
    starting: customerPrefillFromSearch(list.q),
    mayImport: may(person, 'customers.import'),
    mayExport: may(person, 'customers.export'),
  })
}

interface CustomerFormOptions {
  person: Person
  record?: Customer | undefined
  form: FormState
  candidates?: DuplicateCandidate[]
  status?: number
}

/** The form of a new or existing customer, initial or rejected. */
async function customerFormPage(options: CustomerFormOptions): Promise<Answer> {
  const { person, record, form, candidates = [], status } = options
  const [people, offered] = await Promise.all([everybody(), suggestedValuesByField(customerFields)])
  const owner_id = record?.owner_id ?? person.id
  const mayReassign = may(person, 'customers.reassign')
  // The present owner is always among them, also one who has left: without them, the browser would choose another.
  const owners = people.filter(({ id, active }) => id === owner_id || (mayReassign && active))
  const props = {
    record: record ?? null,
    form,
    candidates,
    people: owners.map(({ id, name }) => ({ value: String(id), label: name })),
    fields: customerFields,
    offered,
  }
  return page('customers/form', props, status)
}

/** The form of a new customer, prefilled from the URL. */
export const newCustomerPage = (person: Person, prefill: Record<string, string>): Promise<Answer> =>
  customerFormPage({ person, form: initialFormState({ ...prefill, owner_id: String(person.id) }) })

/** The form of an existing customer. */
export const editCustomerPage = (record: Customer, person: Person): Promise<Answer> =>
  customerFormPage({ person, record, form: initialFormState(customerFormValues(record)) })

/** The rejected form with the typed values, and those of others where both changed a field. */
export async function customerFormRefused(refused: RefusedForm<Person, Customer | undefined>): Promise<Answer> {
  const { person, form } = refused
  const record = refused.record && (await findCustomer(refused.record.id))
  const candidates = refused.candidates as DuplicateCandidate[]
  return customerFormPage({ person, record, form, candidates, status: 422 })
}

interface CustomerPageOptions extends ActivityReader {
  customer: Customer
  show?: TimelineFilter
  limit?: number
  communication?: FormState
  contact?: FormState
  status?: number
}

const firstEntries = 20

/** The customer page. */
export async function customerPage(options: CustomerPageOptions): Promise<Answer> {
  const { person, customer, communication, contact, status } = options
  const [owner, author, contacts, duplicates, timeline, panels, subjects] = await Promise.all([
    accountName(customer.owner_id),
    accountName(customer.created_by),
    contactsOf(customer.id),
    undismissedCustomerDuplicates(customer),
    timelinePart(options),
    buildRecordPanels(customerPanels, customer, person),
    possibleCommunicationSubjects(customer.id, person),
  ])
  const props: CustomerPageProps = {
    customer,
    owner: { id: customer.owner_id, name: owner },
    author,
    details: detailsOf(customerFields, customer),
    contacts: contacts.map((contact) => ({ ...contact, details: detailsOf(contactFields, contact) })),
    contactFields,
    duplicates,
    timeline,
    panels,
    mayEdit: may(person, 'customers.edit', customer),
    communication: communication ?? initialFormState({ kind: 'call', follow_up_in: '' }),
    contact: contact ?? initialFormState(),
    followUps: followUpDays(),
    subjects: subjects.map(({ id, title }) => ({ value: String(id), label: title })),
  }
  return page('customers/page', props, status)
}

/** The newest timeline entries, and the number of older ones. */
async function timelinePart(options: CustomerPageOptions): Promise<CustomerPageProps['timeline']> {
  const { customer, show = 'all', limit = firstEntries } = options
  const [entries, counts] = await Promise.all([
    customerTimeline(customer.id, show, limit, options),
    customerTimelineCounts(customer.id),
  ])
  const all = show === 'all' ? counts.communications + counts.changes : counts[show]
  return { entries, show, counts, older: Math.max(0, all - entries.length) }
}

/**
 * Common follow-up days, without duplicates or past days: on a Friday 'this Friday' is missing, and Monday is in three
 * days.
 */
function followUpDays(): CustomerPageProps['followUps'] {
  const now = today()
  const monday = periodStart(now, 'week')
  const days: CustomerPageProps['followUps'] = [
    { value: '', label: 'none' },
    { value: addDays(now, 1), label: 'tomorrow' },
    { value: addDays(monday, 4), label: 'this_friday' },
    { value: addDays(monday, 7), label: 'next_monday' },
    { value: addDays(now, 3), label: 'in_3_days' },
    { value: addMonths(now, 1), label: 'in_a_month' },
  ]
  return days
    .filter(({ value }, at) => value === '' || (value > now && days.findIndex((day) => day.value === value) === at))
    .toSorted((a, b) => a.value.localeCompare(b.value))
}

/** The form of an existing contact. */
export async function editContactPage(
  contact: NonNullable<Awaited<ReturnType<typeof contactById>>>,
  form?: FormState,
): Promise<Answer> {
  const customer = await findCustomer(contact.customer_id)
  const props = {
    contact,
    fields: contactFields,
    customer: { id: contact.customer_id, called: customer ? customerDisplayName(customer) : '' },
    form: form ?? initialFormState(contactFormValues(contact)),
  }
  return page('customers/contact-form', props, form ? 422 : 200)
}
