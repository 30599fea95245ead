import { type RawBuilder, sql } from 'kysely'
import { type Dimension, isPeriod } from './dimensions.ts'
import type { Narrowing, Summed } from './facts.ts'
import { mostColumns } from './groups.ts'
import { comparedDays, measures, type SalesAsked } from './question.ts'
import { sourceOf, summedStatement } from './sums.ts'

/** Whether customers are asked for and the sums of orders say it. Periods compared stand side by side by their place, which a database doesn't know. */
export function asksCustomers(asked: SalesAsked): boolean {
  const by = byOf(asked)
  const known = asked.compare === null || !by.some(isPeriod)
  return by.includes('customer') && known && sourceOf(narrowingOf(asked), by) === 'facts_by_order'
}

/**
 * Everything that a page says of them, from one reading of the sums: what all come to (`all`), the first groups (`group`),
 * their parts in order (`part`) as far as a page has room, and the second groups (`head`) if they fit into columns.
 */
export function firstStatement(asked: SalesAsked, most: number): RawBuilder<Summed> {
  const { group_by, then_by } = asked
  const names = namesOf(asked)
  const [columns, added] = [listed(names), addedUp(names)]
  const of = (kind: string, g0: RawBuilder<unknown>, g1: RawBuilder<unknown>) =>
    sql`select ${sql.lit(kind)} as kind, ${g0} as g0${then_by ? sql`, ${g1} as g1` : sql``}`
  const [g0, g1, none] = [sql.ref('g0'), sql.ref('g1'), sql`null`]
  const first = sql`${of('group', g0, none)}, ${columns}, 0 as wholes, 0 as parts from shown
    union all ${of('all', none, none)}, ${added}, count(*), sum(parts) from wholes`
  // Those of periods are few, and all of them say where nothing was sold.
  const limit = isPeriod(group_by) ? sql`` : sql`limit ${most}`
  const shown = sql`shown as materialized (
      select *, row_number() over (order by ${orderOf(asked, group_by, 'g0')}) as place
      from (select * from wholes order by ${orderOf(asked, group_by, 'g0')} ${limit}) as first_ones
    )`
  if (!then_by)
    return sql`with wholes as materialized (select g0, ${columns}, 0 as parts from (${partsStatement(asked)}) as made),
      ${shown} ${first}`
  // What has all columns comes first, by which PostgreSQL knows their types.
  return sql`with parts as materialized (${partsStatement(asked)}),
    wholes as materialized (select g0, ${added}, count(*) as parts from parts group by g0),
    ${shown},
    ordered as (
      select parts.* from parts join shown on ${keyOf(group_by, 'shown.g0')} = ${keyOf(group_by, 'parts.g0')}
      order by shown.place, ${orderOf(asked, then_by, 'parts.g1', 'parts.')} limit ${most * mostColumns}
    ),
    heads as (select g1, ${added} from parts group by g1 limit ${mostColumns + 1})
    ${of('part', g0, g1)}, ${columns}, 0 as wholes, 0 as parts from ordered
    union all ${of('head', none, g1)}, ${columns}, 0, 0 from heads
    union all ${first}`
}

/** All of them in the report's order, each with what its group comes to. */
export const wholeStatement = (asked: SalesAsked): RawBuilder<Summed> => {
  const whole = asked.then_by ? sql`sum(${sql.ref(asked.measure)}) over (partition by g0)` : sql.ref(asked.measure)
  return sql`select parts.*, ${whole} as whole from (${partsStatement(asked)}) as parts`
}

/** Sums by all groups; where it is compared, with those of the other days in columns of their own. */
function partsStatement(asked: SalesAsked): RawBuilder<Summed> {
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

/** As inOrder has it: periods in time, everything else by the measure from the greatest down. */
export const orderOf = (
  { measure }: SalesAsked,
  dimension: Dimension,
  group: string,
  of = '',
  sum = `${of}${measure}`,
): RawBuilder<unknown> => (isPeriod(dimension) ? sql.ref(group) : sql`${sql.ref(sum)} desc, ${keyOf(dimension, group)}`)

/** A text that is missing compares as an empty one. */
const keyOf = (dimension: Dimension, group: string) =>
  ['region', 'source'].includes(dimension) ? sql`coalesce(${sql.ref(group)}, '')` : sql.ref(group)

const narrowingOf = (asked: SalesAsked): Narrowing => ({ ...asked, places: [] })

const byOf = ({ group_by, then_by }: SalesAsked): Dimension[] => [group_by, ...(then_by ? [then_by] : [])]

const namesOf = ({ compare }: SalesAsked): string[] =>
  compare ? [...measures, ...measures.map((name) => `${name}_before`)] : [...measures]

const listed = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))

const addedUp = (names: readonly string[]) =>
  sql.join(names.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`))
