import { updateDerived } from '../history/update-tracked.ts'
import { indexText } from '../lists/search/search-index.ts'
import { searchTextOf } from '../lists/search/search-text.ts'
import { companyKey, emailKey, nameKey } from '../values/company.ts'
import { phoneDigits, phoneKey } from '../values/phone.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { type MatchKey, type MatchKeyKind, matchKeysOf, replaceMatchKeys } from './duplicates/match-keys-repository.ts'
import { customerRenameListeners } from './extension-points.ts'
import { type Customer, contactsOf, findCustomer } from './repository.ts'

type Named = Pick<Customer, 'code' | 'name' | 'company' | 'phone' | 'email' | 'other_contact' | 'city'>
type Reachable = { name?: string | null; phone: string | null; email: string | null }

/** What a list sorts by: Chinese by pinyin; what has no name comes last. */
export const sortColumns = ({
  name,
  company,
}: Pick<Customer, 'name' | 'company'>): { name_sort: string; company_sort: string } => ({
  name_sort: name ? pinyinSort(name, 'name') : '\uffff',
  company_sort: company ? pinyinSort(company, 'text') : '\uffff',
})

/** Everything a customer is found by: name and company, with pinyin, then the rest, also of their contacts. */
export function searchText(customer: Named, contacts: Reachable[]): string {
  const { code, name, company, phone, email, other_contact } = customer
  const reached = [{ phone, email }, ...contacts].flatMap(({ phone, email }) => [
    phone,
    phone && phoneDigits(phone),
    email,
  ])
  return searchTextOf(
    [
      [name, 'name'],
      [company, 'text'],
    ],
    [code, other_contact, ...contacts.map(({ name }) => name ?? null), ...reached],
  )
}

/** By what a customer is recognised again: phone and email (contacts' too), company without its suffix, name with city. */
export function matchKeysFrom(customer: Omit<Named, 'code' | 'other_contact'>, contacts: Reachable[]): MatchKey[] {
  const reachable = [customer, ...contacts]
  const keys: { kind: MatchKeyKind; key: string | null }[] = [
    ...reachable.map(({ phone }) => ({ kind: 'phone' as const, key: phone && phoneKey(phone) })),
    ...reachable.map(({ email }) => ({ kind: 'email' as const, key: email && emailKey(email) })),
    { kind: 'company', key: customer.company && companyKey(customer.company) },
    { kind: 'name_city', key: customer.name && customer.city && `${nameKey(customer.name)}|${nameKey(customer.city)}` },
  ]
  const known = keys.filter((one): one is MatchKey => Boolean(one.key))
  return known.filter(
    (one, index) => known.findIndex(({ kind, key }) => kind === one.kind && key === one.key) === index,
  )
}

/**
 * Writes anew what follows from a customer and their contacts and is no longer as it was: keys and search; where `before`
 * they were called otherwise, also what else is found by their names, of which there may be hundreds. In the act's
 * transaction.
 */
export async function reindexCustomer(id: number, before?: Pick<Customer, 'code' | 'name' | 'company'>): Promise<void> {
  const customer = await findCustomer(id)
  if (!customer) throw new Error(`customer ${id} is gone`)
  const contacts = await contactsOf(id)
  const columns = { search_text: searchText(customer, contacts), ...sortColumns(customer) }
  if (columns.search_text !== customer.search_text) await indexText('customers', id, columns.search_text)
  if (differs(columns, customer)) await updateDerived('customers', id, columns)
  const keys = matchKeysFrom(customer, contacts)
  if (!areSame(await matchKeysOf(id), keys)) await replaceMatchKeys(id, keys)
  const { code, name, company } = before ?? customer
  if (differs({ code, name, company }, customer)) for (const follow of customerRenameListeners) await follow(id)
}

const differs = (columns: Partial<Customer>, customer: Customer): boolean =>
  Object.entries(columns).some(([name, value]) => value !== customer[name as keyof Customer])

function areSame(some: MatchKey[], others: MatchKey[]): boolean {
  const known = new Set(some.map(({ kind, key }) => `${kind} ${key}`))
  return some.length === others.length && others.every(({ kind, key }) => known.has(`${kind} ${key}`))
}
