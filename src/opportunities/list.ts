import { type SqlBool, sql } from 'kysely'
import { activePeople, findAccount } from '../accounts/repository.ts'
import { customerName } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'
import { today } from '../i18n/format.ts'
import type { ListColumn } from '../lists/definition.ts'
import { choiceFilter, dayFilter, personFilter, recordFilter, textFilter } from '../lists/filters.ts'
import { list } from '../lists/list.ts'
import { choices } from '../preferences/repository.ts'
import { pricePlain } from '../products/form.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { hasNoNextStep, isStale, isStillOpen, isVisibleOpportunity } from './conditions.ts'
import { probabilityOf, stages } from './stages.ts'

/** Columns shown in a row and in the CSV. */
const rowColumns = [
  'id',
  'title',
  'customer_id',
  'stage',
  'probability',
  'expected_amount',
  'expected_close_on',
  'next_step',
  'next_step_on',
  'last_update_on',
  'closed_on',
  'stale_on',
  'owner_id',
  'source',
  'summary',
  'feedback',
  'loss_reason',
] as const

/** A row of the opportunity list. */
export type OpportunityRow = Pick<Row<'opportunities'>, (typeof rowColumns)[number]> & {
  name: string | null
  company: string | null
  code: string
  owner: string
  owner_username: string
}

type TextName = 'title' | 'next_step' | 'source' | 'summary' | 'feedback' | 'loss_reason'
type DayName = 'expected_close_on' | 'next_step_on' | 'last_update_on' | 'closed_on'

const text = (name: TextName): ListColumn<OpportunityRow> => ({
  name,
  label: `opportunities.${name}`,
  csv: (row) => ({ text: row[name] }),
})

const day = (name: DayName): ListColumn<OpportunityRow> => ({
  name,
  label: `opportunities.${name}`,
  csv: (row) => ({ plain: row[name] }),
})

const columns: ListColumn<OpportunityRow>[] = [
  { name: 'customer_code', label: 'opportunities.customer_code', hidden: true, csv: (row) => ({ text: row.code }) },
  { ...text('title'), sortBy: 'opportunities.title_sort' },
  {
    name: 'customer',
    label: 'opportunities.customer_id',
    csv: ({ company, name, code }) => ({ text: company ?? name ?? code }),
  },
  { name: 'stage', label: 'opportunities.stage', csv: ({ stage }) => ({ plain: stage }) },
  {
    name: 'probability',
    label: 'opportunities.probability',
    numeric: true,
    csv: (row) => ({ plain: String(probabilityOf(row)) }),
  },
  {
    name: 'expected_amount',
    label: 'opportunities.expected_amount',
    sortBy: 'opportunities.expected_amount',
    descends: true,
    numeric: true,
    csv: ({ expected_amount }) => ({ plain: expected_amount === null ? null : pricePlain(expected_amount) }),
  },
  { ...day('expected_close_on'), sortBy: 'opportunities.expected_close_on', numeric: true },
  text('next_step'),
  { ...day('next_step_on'), hidden: true },
  { ...day('last_update_on'), sortBy: 'opportunities.last_update_on', descends: true, numeric: true },
  { name: 'owner', label: 'opportunities.owner_id', csv: ({ owner_username }) => ({ text: owner_username }) },
  ...(['source', 'summary', 'feedback', 'loss_reason'] as const).map((name) => ({ ...text(name), hidden: true })),
  { ...day('closed_on'), hidden: true },
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
    owner_id: personFilter('opportunities.owner_id', activePeople, async (id) => (await findAccount(id))?.name),
    source: textFilter('opportunities.source', () => choices('source')),
    customer_id: recordFilter('opportunities.customer_id', customerName),
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
  columns,
  sort: '-last_update_on',
  id: 'opportunities.id',
})
