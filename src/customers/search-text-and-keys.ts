import { writeDerivedColumns } from '../history/update-tracked.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { searchedTexts, searchTextOf } from '../lists/search/searchable-text.ts'
import { companyKey, emailKey, nameKey } from '../values/match-keys.ts'
import { phoneKey } from '../values/phone.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { type MatchKey, type MatchKeyKind, matchKeysOf, replaceMatchKeys } from './duplicates/match-keys-repository.ts'
import { customerRenameListeners } from './extension-points.ts'
import { contactFields, customerFields } from './fields.ts'
import { type Contact, type Customer, contactsOf, findCustomer } from './repository.ts'

type MatchedFields = Pick<Customer, 'name' | 'company' | 'phone' | 'email' | 'city'>
type ContactDetails = Pick<Contact, 'phone' | 'email'>

/** Sort keys: Chinese as pinyin; empty values sort last. */
export const customerSortKeys = ({
  name,
  company,
}: Pick<Customer, 'name' | 'company'>): { name_sort: string; company_sort: string } => ({
  name_sort: name ? pinyinSort(name, 'name') : '\uffff',
  company_sort: company ? pinyinSort(company, 'text') : '\uffff',
})

/** The search text: the searched fields of the customer and of the contacts. */
export function customerSearchText(
  customer: { [N in keyof typeof customerFields]?: unknown },
  contacts: { [N in keyof typeof contactFields]?: unknown }[],
): string {
  const { names, others } = searchedTexts(customerFields, customer)
  return searchTextOf(names, [
    ...others,
    ...contacts.flatMap((contact) => searchedTexts(contactFields, contact).others),
  ])
}

/** Match keys: phone and email (the contacts' too), company without its legal form, name with city. */
export function matchKeysFrom(customer: MatchedFields, contacts: ContactDetails[]): MatchKey[] {
  const reachable = [customer, ...contacts]
  const keys: { kind: MatchKeyKind; key: string | null }[] = [
    ...reachable.map(({ phone }) => ({ kind: 'phone' as const, key: phone && phoneKey(phone) })),
    ...reachable.map(({ email }) => ({ kind: 'email' as const, key: email && emailKey(email) })),
    { kind: 'company', key: customer.company && companyKey(customer.company) },
    { kind: 'name_city', key: customer.name && customer.city && `${nameKey(customer.name)}|${nameKey(customer.city)}` },
  ]
  const validKeys = keys.filter((one): one is MatchKey => Boolean(one.key))
  return validKeys.filter(
    (one, index) => validKeys.findIndex(({ kind, key }) => kind === one.kind && key === one.key) === index,
  )
}

/**
 * Updates match keys, sort keys and search index after a change of a customer or their contacts. If name, company or
 * code differ from `before`, the rename listeners run too, for possibly hundreds of records. Runs in the caller's
 * transaction.
 */
export async function reindexCustomer(id: number, before?: Pick<Customer, 'code' | 'name' | 'company'>): Promise<void> {
  const customer = await findCustomer(id)
  if (!customer) throw new Error(`customer ${id} is gone`)
  const contacts = await contactsOf(id)
  const columns = { search_text: customerSearchText(customer, contacts), ...customerSortKeys(customer) }
  if (columns.search_text !== customer.search_text) await writeSearchIndexEntry('customers', id, columns.search_text)
  if (differs(columns, customer)) await writeDerivedColumns('customers', id, columns)
  const keys = matchKeysFrom(customer, contacts)
  if (!areSame(await matchKeysOf(id), keys)) await replaceMatchKeys(id, keys)
  const { code, name, company } = before ?? customer
  if (differs({ code, name, company }, customer)) for (const follow of customerRenameListeners) await follow(id)
}

const differs = (columns: Partial<Customer>, customer: Customer): boolean =>
  Object.entries(columns).some(([name, value]) => value !== customer[name as keyof Customer])

function areSame(current: MatchKey[], wanted: MatchKey[]): boolean {
  const keySet = new Set(current.map(({ kind, key }) => `${kind} ${key}`))
  return current.length === wanted.length && wanted.every(({ kind, key }) => keySet.has(`${kind} ${key}`))
}
