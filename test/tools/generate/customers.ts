import { randomPerson } from '../../../src/commands/demo/names.ts'
import { matchKeysFrom, searchText, sortColumns } from '../../../src/customers/derived-columns.ts'
import { type Bulk, gramText } from './bulk.ts'
import { writeTalks } from './communications.ts'
import type { MadeCustomer, World } from './context.ts'
import type { People } from './people.ts'

const columns = [
  'id',
  'code',
  'name',
  'title',
  'company',
  'phone',
  'email',
  'other_contact',
  'region',
  'city',
  'address',
  'industry',
  'source',
  'level',
  'owner_id',
  'created_at',
  'created_by',
  'last_contact_on',
  'next_follow_up_on',
  'name_sort',
  'company_sort',
  'search_text',
] as const

/** Inserts customers over the whole period, with their communications, match keys and search text. */
export function writeCustomers(file: Bulk, world: World, people: People, many: number): MadeCustomer[] {
  const { by, calendar } = world
  const into = file.into('customers', columns)
  const key = file.into('customer_match_keys', ['customer_id', 'kind', 'key'])
  const created = file.into('history', ['subject', 'subject_id', 'what', 'user_id', 'at'])
  const index = file.index('customers')
  const talk = writeTalks(file, world)
  const customers: MadeCustomer[] = []
  for (let id = 1; id <= many; id++) {
    const since = Math.floor(((id - 1) / many) * calendar.days.length)
    const at = calendar.instant(since)
    const owner_id = by.one(people.salespeople)
    const who = asStored(randomPerson(by), id)
    const { last, next } = talk(id, owner_id, since)
    const { name_sort, company_sort } = sortColumns(who)
    const text = searchText(who, [])
    into(
      id,
      who.code,
      who.name,
      who.title,
      who.company,
      who.phone,
      who.email,
      who.other_contact,
      who.region,
      who.city,
      who.address,
      who.industry,
      who.source,
      who.level,
      owner_id,
      at,
      owner_id,
      last,
      next,
      name_sort,
      company_sort,
      text,
    )
    for (const { kind, key: found } of matchKeysFrom(who, [])) key(id, kind, found)
    created('customers', id, 'created', owner_id, at)
    index(id, gramText(text))
    customers.push({ id, owner_id, since, ...who })
  }
  file.into('counters', ['name', 'value'])('customer_code', many)
  return customers
}

/** The values as the customer form would store them: an empty field is null. */
function asStored(typed: Record<string, string>, id: number) {
  const valueOrNull = (name: string): string | null => typed[name] || null
  return {
    code: `KH-${String(id).padStart(5, '0')}`,
    name: typed.name ?? '',
    company: typed.company ?? '',
    title: valueOrNull('title'),
    phone: valueOrNull('phone'),
    email: valueOrNull('email'),
    other_contact: valueOrNull('other_contact'),
    region: valueOrNull('region'),
    city: valueOrNull('city'),
    address: valueOrNull('address'),
    industry: valueOrNull('industry'),
    source: valueOrNull('source'),
    level: valueOrNull('level'),
  }
}
