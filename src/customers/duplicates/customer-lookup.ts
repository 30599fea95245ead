import type { Person } from '../../access/person.ts'
import { collectRows } from '../../lists/list.ts'
import { parseListParams } from '../../lists/parameters.ts'
import { queryTerms } from '../../lists/search/search-index.ts'
import { hasDigit } from '../../values/phone.ts'
import type { Option } from '../../web/form-state.ts'
import { type CustomerRow, customerList } from '../list.ts'
import { type Customer, customerDisplayName, findCustomer } from '../repository.ts'
import { matchKeysFrom } from '../search-text-and-keys.ts'
import { type DuplicateCandidate, findDuplicates } from './duplicates.ts'
import { customerPrefillFromSearch } from './prefill-from-search.ts'

const maxCandidates = 8
const maxOffered = 50

/**
 * The duplicate check (查重): customers matching by phone, email or company without its legal form, then those found by
 * text search.
 */
export async function findDuplicatesByText(query: string, person: Person): Promise<DuplicateCandidate[]> {
  const typed = query.trim()
  if (queryTerms(typed).length === 0) return []
  const fields = { name: null, city: null, company: typed, email: typed, phone: hasDigit(typed) ? typed : null }
  const [sure, found] = await Promise.all([
    findDuplicates(matchKeysFrom(fields, [])),
    customersFoundBy(typed, person, maxCandidates),
  ])
  const others = found.filter(({ id }) => !sure.some((one) => one.id === id))
  // Text matches have no reason.
  return [...sure, ...others.map((one) => ({ ...one, reasons: [] }))].slice(0, maxCandidates)
}

/** Customers found by text search; for an empty query those contacted last. `owner_id` restricts to one owner. */
async function customersFoundBy(
  query: string,
  person: Person,
  limit: number,
  owner_id?: number,
): Promise<CustomerRow[]> {
  const { question } = parseListParams(customerList, { q: query, ...(owner_id && { owner_id: String(owner_id) }) })
  if (question.q === '') return collectRows(customerList.stream(question, person, limit))
  return (await customerList.page(question, person)).rows.slice(0, limit)
}

/** Customers offered by a form. */
export interface CustomerChoices {
  customers: Option[]
  /** The search text; null if the customer can't be changed. */
  searchText: string | null
  /** The number of results, whether there may be more, and prefilled values for a new customer; null without a search. */
  found: { what: string; count: number; more: boolean; starting: ReturnType<typeof customerPrefillFromSearch> } | null
}

/** Customers to choose from: the search results, always including the chosen one. `owner_id` restricts to one owner. */
export async function customerChoices(
  q: string | null,
  chosen: number | null,
  person: Person,
  owner_id?: number,
): Promise<CustomerChoices> {
  const found = q === null ? [] : await customersFoundBy(q, person, maxOffered, owner_id)
  const chosenCustomer =
    chosen === null || found.some(({ id }) => id === chosen) ? undefined : await findCustomer(chosen)
  const customers = [...(chosenCustomer ? [chosenCustomer] : []), ...found].map((customer) => ({
    value: String(customer.id),
    label: [customer.company, customer.name].filter(Boolean).join(' ') || customerDisplayName(customer),
  }))
  return {
    customers,
    searchText: q,
    found: q
      ? { what: q, count: found.length, more: found.length === maxOffered, starting: customerPrefillFromSearch(q) }
      : null,
  }
}

/** The customer a form starts with: the one in the URL, else the only search result. */
export async function preselectedCustomer(
  id: number | null,
  q: string,
  person: Person,
  owner_id?: number,
): Promise<Customer | undefined> {
  if (id !== null) return findCustomer(id)
  const [only, ...others] = q === '' ? [] : await customersFoundBy(q, person, 2, owner_id)
  return only && others.length === 0 ? findCustomer(only.id) : undefined
}
