import { type SqlBool, sql } from 'kysely'
import { everybody } from '../accounts/repository.ts'
import { reader } from '../database/database.ts'
import { fieldNames } from '../fields/definition.ts'
import { today } from '../i18n/format.ts'
import { columnsWithRemainingFields, listColumnsOfFields } from '../lists/field-columns.ts'
import { choiceFilter, dayCountFilter, personFilter, textChoiceFilter } from '../lists/filter-kinds.ts'
import { list } from '../lists/list.ts'
import { choices } from '../preferences/repository.ts'
import { addDays } from '../values/days.ts'
import { phoneKey } from '../values/phone.ts'
import { customerFields, customerLevels } from './fields.ts'
import type { Customer } from './repository.ts'

/** Columns shown in a row and in the CSV; the version is used when dismissing a duplicate. */
const rowColumns = [
  'id',
  ...fieldNames(customerFields),
  'owner_id',
  'last_contact_on',
  'next_follow_up_on',
  'version',
] as const

/** A row of the customer list. */
export type CustomerRow = Pick<Customer, (typeof rowColumns)[number]> & { owner: string; owner_username: string }

const { name, company, phone, region, level, code } = listColumnsOfFields(customerFields)

const latestFirst = { descends: true, numeric: true }

/** The customer list and its CSV, without merged customers. */
export const customerList = list({
  name: 'customers',
  path: '/customers',
  search: {
    table: 'customers',
    owner: 'customers.owner_id',
    exact: (query) => sql<SqlBool>`(customers.code = ${query} or customers.id in (
      select customer_id from customer_match_keys where kind = 'phone' and key = ${phoneKey(query)}))`,
  },
  filters: {
    owner_id: personFilter('customers.owner_id', everybody),
    region: textChoiceFilter('customers.region', () => choices('region')),
    source: textChoiceFilter('customers.source', () => choices('source')),
    level: choiceFilter('customers.level', customerLevels, (level) => `customers.level_${level}` as const),
    inactive_days: dayCountFilter('customers.inactive_days', [14, 30, 60, 90, 180], 'customers.days'),
  },
  from: () => reader().selectFrom('customers').where('customers.merged_into', 'is', null),
  where: (is, { owner_id, region, source, level, inactive_days }) => [
    inactive_days !== null &&
      is.or([
        is('customers.last_contact_on', '<', addDays(today(), -inactive_days)),
        is('customers.last_contact_on', 'is', null),
      ]),
    owner_id !== null && is('customers.owner_id', '=', owner_id),
    region !== null && is('customers.region', '=', region),
    source !== null && is('customers.source', '=', source),
    level !== null && is('customers.level', '=', level),
  ],
  select: (query) =>
    query
      // An owner always exists; the left join makes the planner scan customers first.
      .leftJoin('users', 'users.id', 'customers.owner_id')
      .select(rowColumns.map((column) => `customers.${column}` as const))
      .select(['users.name as owner', 'users.username as owner_username'])
      .$narrowType<{ owner: string; owner_username: string }>(),
  columns: columnsWithRemainingFields<CustomerRow>(
    [
      { ...name, sortBy: 'customers.name_sort' },
      { ...company, sortBy: 'customers.company_sort' },
      phone,
      { ...region, sortBy: 'customers.region' },
      { ...level, sortBy: 'customers.level' },
      { name: 'owner', label: 'customers.owner_id', csv: ({ owner_username }) => ({ text: owner_username }) },
      {
        name: 'last_contact',
        label: 'customers.last_contact',
        sortBy: 'customers.last_contact_on',
        ...latestFirst,
      },
      {
        name: 'next_follow_up',
        label: 'customers.next_follow_up',
        sortBy: 'customers.next_follow_up_on',
        ...latestFirst,
      },
      { ...code, sortBy: 'customers.code' },
    ],
    customerFields,
  ),
  sort: '-last_contact',
  id: 'customers.id',
})
