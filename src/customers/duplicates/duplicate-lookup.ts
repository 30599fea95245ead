import type { Person } from '../../access/person.ts'
import { toArray } from '../../lists/list.ts'
import { parseListParams } from '../../lists/parameters.ts'
import { termsOf } from '../../lists/search/search-index.ts'
import { hasDigit } from '../../values/phone.ts'
import type { Option } from '../../web/form-state.ts'
import { matchKeysFrom } from '../derived-columns.ts'
import { type CustomerRow, customerList } from '../list.ts'
import { type Customer, displayName, findCustomer } from '../repository.ts'
import { type DuplicateCandidate, findDuplicates } from './duplicates.ts'
import { prefillFrom } from './prefill.ts'

const most = 8
const mostOffered = 50

/** Whether somebody is in the book already (product, Customers: 查重): by phone, email, company without its suffix, or any text they are found by; the surest first. */
export async function lookUpCustomer(asked: string, person: Person): Promise<DuplicateCandidate[]> {
  const typed = asked.trim()
  if (termsOf(typed).length === 0) return []
  const said = { name: null, city: null, company: typed, email: typed, phone: hasDigit(typed) ? typed : null }
  const [sure, found] = await Promise.all([
    findDuplicates(matchKeysFrom(said, [])),
    customersFoundBy(typed, person, most),
  ])
  const others = found.filter(({ id }) => !sure.some((one) => one.id === id))
  // Of these nothing is said of why.
  return [...sure, ...others.map((one) => ({ ...one, reasons: [] }))].slice(0, most)
}

/** Customers that a text finds, without one those spoken to last; all, or with `owner_id` one person's. */
async function customersFoundBy(
  query: string,
  person: Person,
  limit: number,
  owner_id?: number,
): Promise<CustomerRow[]> {
  const { question } = parseListParams(customerList, { q: query, ...(owner_id && { owner_id: String(owner_id) }) })
  if (question.q === '') return toArray(customerList.stream(question, person, limit))
  return (await customerList.page(question, person)).rows.slice(0, limit)
}

/** Customers that a form offers. */
export interface CustomersOffered {
  customers: Option[]
  /** What they were looked for by; null where the customer is settled. */
  looked: string | null
  /** How many were found by that, and what begins a new customer; null where nothing was looked for. */
  found: { what: string; count: number; starting: ReturnType<typeof prefillFrom> } | null
}

/** Customers to choose from by what they are looked for, all or one person's; whoever is chosen is among them. */
export async function customersOffered(
  q: string | null,
  chosen: number | null,
  person: Person,
  owner_id?: number,
): Promise<CustomersOffered> {
  const found = q === null ? [] : await customersFoundBy(q, person, mostOffered, owner_id)
  const own = chosen === null || found.some(({ id }) => id === chosen) ? undefined : await findCustomer(chosen)
  const customers = [...(own ? [own] : []), ...found].map((customer) => ({
    value: String(customer.id),
    label: [customer.company, customer.name].filter(Boolean).join(' ') || displayName(customer),
  }))
  return { customers, looked: q, found: q ? { what: q, count: customers.length, starting: prefillFrom(q) } : null }
}

/** The customer that a form starts with: the one of an address, else whoever a text finds alone. */
export async function startingCustomer(
  id: number | null,
  q: string,
  person: Person,
  owner_id?: number,
): Promise<Customer | undefined> {
  if (id !== null) return findCustomer(id)
  const [only, ...others] = q === '' ? [] : await customersFoundBy(q, person, 2, owner_id)
  return only && others.length === 0 ? findCustomer(only.id) : undefined
}
