import { type SqlBool, sql } from 'kysely'
import { everybody } from '../accounts/repository.ts'
import { customerName } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'
import { fieldNames } from '../fields/definition.ts'
import { today } from '../i18n/format.ts'
import type { ListColumn } from '../lists/definition.ts'
import { columnsWithRemainingFields, listColumnsOfFields } from '../lists/field-columns.ts'
import { choiceFilter, dayFilter, personFilter, recordIdFilter, textChoiceFilter } from '../lists/filter-kinds.ts'
import { list } from '../lists/list.ts'
import { choices } from '../preferences/repository.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { opportunityFields } from './fields.ts'
import { hasNoNextStep, isStale, isStillOpen, isVisibleOpportunity } from './sql-conditions.ts'
import { probabilityOf, stages } from './stages.ts'

/** Columns shown in a row and in the CSV. */
const rowColumns = [
  'id',
  'customer_id',
  ...fieldNames(opportunityFields),
  'last_update_on',
  'closed_on',
  'stale_on',
  'owner_id',
] as const

/** A row of the opportunity list. */
export type OpportunityRow = Pick<Row<'opportunities'>, (typeof rowColumns)[number]> & {
  name: string | null
  company: string | null
  code: string
  owner: string
  owner_username: string
}

const { title, stage, probability, expected_amount, expected_close_on, next_step, next_step_on } =
  listColumnsOfFields(opportunityFields)

const columns: ListColumn<OpportunityRow>[] = [
  { name: 'customer_code', label: 'opportunities.customer_code', hidden: true, csv: (row) => ({ text: row.code }) },
  { ...title, sortBy: 'opportunities.title_sort' },
  {
    name: 'customer',
    label: 'opportunities.customer_id',
    csv: ({ company, name, code }) => ({ text: company ?? name ?? code }),
  },
  stage,
  { ...probability, numeric: true, csv: (row) => ({ plain: String(probabilityOf(row)) }) },
  { ...expected_amount, sortBy: 'opportunities.expected_amount', descends: true },
  { ...expected_close_on, sortBy: 'opportunities.expected_close_on', numeric: true },
  next_step,
  next_step_on,
  {
    name: 'last_update_on',
    label: 'opportunities.last_update_on',
    sortBy: 'opportunities.last_update_on',
    descends: true,
    numeric: true,
    csv: ({ last_update_on }) => ({ plain: last_update_on }),
  },
  { name: 'owner', label: 'opportunities.owner_id', csv: ({ owner_username }) => ({ text: owner_username }) },
  {
    name: 'closed_on',
    label: 'opportunities.closed_on',
    hidden: true,
    csv: ({ closed_on }) => ({ plain: closed_on }),
  },
]

/** The opportunities a person may see and their CSV; last updated first. `from` and `to` filter by expected date. */
export const opportunityList = list({
  name: 'opportunities',
  path: '/opportunities',
  search: {
    table: 'opportunities',
    owner: 'opportunities.owner_id',
    exact: (query) =>
      sql<SqlBool>`(opportunities.title_sort = ${pinyinSort(query)} and opportunities.title = ${query})`,
  },
  filters: {
    stage: choiceFilter('opportunities.stage', ['open', ...stages], (stage) => `opportunities.stage_${stage}` as const),
    neglected: choiceFilter('opportunities.activity_filter', ['1'], () => 'opportunities.needs_attention'),
    next_step: choiceFilter('opportunities.next_step', ['none'], () => 'opportunities.next_step_none'),
    owner_id: personFilter('opportunities.owner_id', everybody),
    source: textChoiceFilter('opportunities.source', () => choices('source')),
    customer_id: recordIdFilter('opportunities.customer_id', customerName),
    from: dayFilter('opportunities.from'),
    to: dayFilter('opportunities.to'),
  },
  from: () => reader().selectFrom('opportunities'),
  visible: (person) => [isVisibleOpportunity(person)],
  where: (is, { stage, neglected, next_step, owner_id, source, customer_id, from, to }) => [
    stage !== null && (stage === 'open' ? isStillOpen() : is('opportunities.stage', '=', stage)),
    neglected !== null && isStale(today()),
    next_step !== null && hasNoNextStep(),
    owner_id !== null && is('opportunities.owner_id', '=', owner_id),
    source !== null && is('opportunities.source', '=', source),
    customer_id !== null && is('opportunities.customer_id', '=', customer_id),
    from !== null && is('opportunities.expected_close_on', '>=', from),
    to !== null && is('opportunities.expected_close_on', '<=', to),
  ],
  select: (query) =>
    query
      // Customer and owner always exist; left joins make the planner scan opportunities first, in sort order.
      .leftJoin('customers', 'customers.id', 'opportunities.customer_id')
      .leftJoin('users', 'users.id', 'opportunities.owner_id')
      .select(rowColumns.map((column) => `opportunities.${column}` as const))
      .select(['customers.name', 'customers.company', 'customers.code'])
      .select(['users.name as owner', 'users.username as owner_username'])
      .$narrowType<{ owner: string; owner_username: string; code: string }>(),
  columns: columnsWithRemainingFields<OpportunityRow>(columns, opportunityFields),
  sort: '-last_update_on',
  id: 'opportunities.id',
})
