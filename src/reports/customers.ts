import { type RawBuilder, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { customerNamed, type Dimension, everybody, isPeriod } from './dimensions.ts'
import type { Narrowing, Sum, Summed } from './facts.ts'
import { type Found, type Group, type Slice, sliceSize } from './groups.ts'
import { comparedDays, measures, type SalesAsked } from './question.ts'
import { sourceOf, summedStatement } from './sums.ts'

// A department has tens of thousands of customers. In order they are put by the database, which sums them too, so that
// only those that a page shows are read, and for a file one after another.

/** A question about customers that the sums of orders answer, by themselves or with each divided again. */
export interface CustomersAsked extends SalesAsked {
  group_by: 'customer'
}

/** Whether it is one: periods compared stand beside each other by their place, which the database doesn't know. */
export const asksCustomers = (asked: SalesAsked): asked is CustomersAsked =>
  asked.group_by === 'customer' &&
  sourceOf(narrowingOf(asked), byOf(asked)) === 'facts_by_order' &&
  (asked.compare === null || asked.then_by === null || !isPeriod(asked.then_by))

const narrowingOf = (asked: SalesAsked): Narrowing => ({ ...asked, places: [] })

const byOf = ({ then_by }: SalesAsked): Dimension[] => ['customer', ...(then_by ? [then_by] : [])]

/** The first customers of a report in its order, with their parts, and what all come to. */
export async function firstCustomers(asked: CustomersAsked, most: number): Promise<Found> {
  const { rows } = await firstStatement(asked, most).execute(reader())
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const [all = {}] = of('all')
  return {
    groups: of('group').map((row) => groupOf(asked, row, [row.g0])),
    parts: of('part').map((row) => groupOf(asked, row, [row.g0, row.g1])),
    heads: of('head').map((row) => groupOf(asked, row, [row.g1])),
    total: groupOf(asked, all, []),
    counts: { groups: Number(all.customers), parts: Number(all.parts) },
  }
}

/**
 * All customers in the report's order, with their parts, some at a time. Their names come with them: who goes through rows
 * one by one has the connection for themselves, and would wait for ever for an answer to another question.
 */
export async function* customersInTurn(asked: CustomersAsked): AsyncGenerator<Slice> {
  const people = asked.then_by === 'salesperson' ? await everybody() : null
  const begun = (): Slice => ({
    groups: [],
    parts: [],
    names: new Map([['customer', new Map()], ...(people ? [['salesperson', people] as const] : [])]),
  })
  let slice = begun()
  for await (const { code, name, company, ...row } of inTurn(asked)) {
    const { g0 = null, g1 } = row
    const last = slice.groups.at(-1)
    if (last && last.groups[0] === g0) add(last, groupOf(asked, row, [g0]))
    else {
      if (slice.groups.length === sliceSize) {
        yield slice
        slice = begun()
      }
      slice.groups.push(groupOf(asked, row, [g0]))
      slice.names.get('customer')?.set(g0, customerNamed({ code, name, company }))
    }
    if (asked.then_by) slice.parts.push(groupOf(asked, row, [g0, g1]))
  }
  yield slice
}

const inTurn = (asked: CustomersAsked) =>
  reader()
    .selectFrom(sql<Summed>`(${wholeStatement(asked)})`.as('sums'))
    .innerJoin('customers', 'customers.id', 'sums.g0')
    .selectAll('sums')
    .select(['customers.code', 'customers.name', 'customers.company'])
    .orderBy('whole', 'desc')
    .orderBy('g0')
    .stream()

/** Adds what a further part of a group comes to. */
function add(group: Group, more: Group): void {
  for (const span of ['now', 'before'] as const) {
    const [sum, further] = [group[span], more[span]]
    if (sum && further) for (const measure of measures) sum[measure] += further[measure]
  }
}

function groupOf({ compare }: SalesAsked, row: Summed, place: (Summed[string] | undefined)[]): Group {
  const groups = place.map((group) => group ?? null)
  const sum = (after: string): Sum => ({
    groups,
    amount: Number(row[`amount${after}`] ?? 0),
    quantity: Number(row[`quantity${after}`] ?? 0),
    orders: Number(row[`orders${after}`] ?? 0),
  })
  return { groups, beside: groups, now: sum(''), before: compare ? sum('_before') : undefined }
}

/** The statement behind the first: everything that a page says of them, from one reading of the sums. */
export function firstStatement(asked: CustomersAsked, most: number): RawBuilder<Summed> {
  const { measure, then_by } = asked
  const names = namesOf(asked)
  const [columns, added] = [listed(names), addedUp(names)]
  const of = (kind: string, g0: RawBuilder<unknown>, g1: RawBuilder<unknown>) =>
    sql`select ${sql.lit(kind)} as kind, ${g0} as g0${then_by ? sql`, ${g1} as g1` : sql``}`
  const [g0, g1, none] = [sql.ref('g0'), sql.ref('g1'), sql`null`]
  const customers = then_by
    ? sql`parts as materialized (${partsStatement(asked)}),
      customers as materialized (select g0, ${added}, count(*) as parts from parts group by g0)`
    : sql`customers as materialized (select g0, ${columns}, 0 as parts from (${partsStatement(asked)}) as made)`
  // What has all columns comes first, by which PostgreSQL knows their types.
  const parts = sql`${of('part', g0, g1)}, ${columns}, 0 as customers, 0 as parts from parts
    where g0 in (select g0 from shown)
    union all ${of('head', none, g1)}, ${added}, 0, 0 from parts group by g1
    union all `
  return sql`with ${customers},
    shown as materialized (select * from customers order by ${sql.ref(measure)} desc, g0 limit ${most})
    ${then_by ? parts : sql``}${of('group', g0, none)}, ${columns}, 0 as customers, 0 as parts from shown
    union all ${of('all', none, none)}, ${added}, count(*), sum(parts) from customers`
}

/** The statement behind all of them, in order by whole: what their customer comes to. */
export function wholeStatement(asked: CustomersAsked): RawBuilder<Summed> {
  const measure = sql.ref(asked.measure)
  const whole = asked.then_by ? sql`sum(${measure}) over (partition by g0)` : measure
  return sql`select parts.*, ${whole} as whole from (${partsStatement(asked)}) as parts`
}

/** Sums by all groups; where it is compared, with those of the other days in columns of their own. */
function partsStatement(asked: CustomersAsked): RawBuilder<Summed> {
  const by = byOf(asked)
  const then = comparedDays(asked)
  const now = summedStatement('facts_by_order', narrowingOf(asked), by)
  if (!then) return now
  const before = summedStatement('facts_by_order', { ...narrowingOf(asked), ...then }, by)
  const places = listed(by.map((_, index) => `g${index}`))
  const nothing = sql.join(measures.map(() => sql`0`))
  const earlier = sql.join(measures.map((name) => sql`0 as ${sql.ref(`${name}_before`)}`))
  return sql`select ${places}, ${addedUp(namesOf(asked))} from (
      select ${places}, ${listed(measures)}, ${earlier} from (${now}) as now
      union all select ${places}, ${nothing}, ${listed(measures)} from (${before}) as earlier
    ) as both_spans group by ${places}`
}

const namesOf = ({ compare }: SalesAsked): string[] =>
  compare ? [...measures, ...measures.map((name) => `${name}_before`)] : [...measures]

const listed = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
const addedUp = (names: readonly string[]) =>
  sql.join(names.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`))
