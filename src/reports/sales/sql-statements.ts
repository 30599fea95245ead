import { type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { groupNameColumns } from '../engine/group-names.ts'
import { isPeriodGrouping } from '../engine/period-names.ts'
import { type PeriodPair, pairedPeriods } from './comparison.ts'
import { type Dimension, groupExpression } from './dimensions.ts'
import { matchesSalesFilters, type SalesFilters } from './filter-conditions.ts'
import { type SalesParameters, salesMeasureNames } from './parameters.ts'

/** One grouping, or two nested ones. */
export type GroupingPair = readonly [Dimension, Dimension?]

/**
 * A row of these queries: groups g1 and g2, each with key1, label1, amount1, amount1_before and so on. The group of a
 * period is its position among the paired periods.
 */
export type SummedRow = Record<string, string | number | null>

/**
 * Groups with their parts, sorted, and the number of both. Summing, sorting and limiting is done in SQL, as there may
 * be a hundred thousand customers.
 */
export function salesGroupsQuery(
  params: SalesParameters,
  groupings: GroupingPair,
  limit?: { groups: number; parts: number },
) {
  const [first, second] = groupings
  const parts = second
    ? sql`, parts as (${salesSumsQuery(params, [first, second])}),
        shown_parts as (select parts.* from parts join shown using (g1) ${limitClause(params, groupings, limit?.parts)})`
    : sql``
  const found = second ? sql`(select * from shown left join shown_parts using (g1))` : sql`shown`
  const [one, other] = [labelColumns(first, 1), second ? labelColumns(second, 2) : null]
  const statement = sql<SummedRow>`(
    with wholes as (${salesSumsQuery(params, [first])}), shown as (select * from wholes ${limitClause(params, [first], limit?.groups)})${parts}
    select found.*, ${one.columns}${other ? sql`, ${other.columns}` : sql``}, (select count(*) from wholes) as groups,
      ${second ? sql`(select count(*) from parts)` : sql`0`} as parts
    from ${found} as found${one.join}${other?.join ?? sql``})`
  return reader().selectFrom(statement.as('found')).selectAll().orderBy(orderOf(params, groupings))
}

/** Sorts only if there is a limit; the outer query sorts anyway. */
const limitClause = (params: SalesParameters, groupings: GroupingPair, limit: number | undefined) =>
  limit === undefined ? sql`` : sql`order by ${orderOf(params, groupings)} limit ${limit}`

/** Periods by position, other groups by the measure, greatest first; ties by text or id. */
const orderOf = ({ measure }: SalesParameters, groupings: GroupingPair): RawBuilder<unknown> =>
  sql.join(
    groupings.flatMap((dimension, index) => {
      const group = sql.ref(`g${index + 1}`)
      return isPeriodGrouping(dimension ?? '') ? [group] : [sql`${sql.ref(`${measure}${index + 1}`)} desc`, group]
    }),
  )

function labelColumns(dimension: Dimension, level: number) {
  const { key, label, join } = groupNameColumns(dimension, sql.ref(`found.g${level}`), `named${level}`)
  return { columns: sql`${key} as ${sql.ref(`key${level}`)}, ${label} as ${sql.ref(`label${level}`)}`, join }
}

/**
 * Sums of the matching facts by these groups (none: the total), with those of the compared dates. Periods without facts
 * are included.
 */
export function salesSumsQuery(
  params: SalesParameters,
  groupings: readonly Dimension[],
  places: SalesFilters['places'] = [],
): RawBuilder<SummedRow> {
  const { compared } = params
  const groups = groupsOf(groupings)
  const [only, ...others] = groupings
  const spans = [
    sumsByPosition(params, groupings, { ...params, places }, 'own'),
    ...(compared ? [sumsByPosition(params, groupings, { ...params, ...compared, places }, 'compared')] : []),
    ...(only && others.length === 0 && isPeriodGrouping(only) ? [emptyPeriods(params, only)] : []),
  ]
  const added = ['', '_before'].flatMap((after) =>
    salesMeasureNames.map(
      (name) => sql`coalesce(sum(${sql.ref(name + after)}), 0) as ${sql.ref(`${name}${groupings.length}${after}`)}`,
    ),
  )
  return sql`select ${sql.join([...groups, ...added])} from (${sql.join(spans, sql` union all `)}) as spans ${groupByClause(groups)}`
}

/** Sums of one side of the comparison, with each period replaced by its position. */
function sumsByPosition(
  params: SalesParameters,
  groupings: readonly Dimension[],
  filters: SalesFilters,
  side: keyof PeriodPair,
): RawBuilder<SummedRow> {
  const groups = groupings.map((dimension, index) =>
    isPeriodGrouping(dimension)
      ? sql`${sql.ref(`positions${index}.position`)} as ${sql.ref(`g${index + 1}`)}`
      : sql.ref(`g${index + 1}`),
  )
  const joins = groupings.map((dimension, index) =>
    isPeriodGrouping(dimension)
      ? sql` join ${positionTable(params, dimension, side)} as ${sql.table(`positions${index}`)}
          on ${sql.ref(`positions${index}.period`)} = ${sql.ref(`sums.g${index + 1}`)}`
      : sql``,
  )
  const values = salesMeasureNames.map((name) => sql`${sql.ref(name)}`)
  const none = salesMeasureNames.map(() => sql`0`)
  const columns = [...(side === 'own' ? values : none), ...(side === 'own' ? none : values)]
  const names = ['', '_before'].flatMap((after) => salesMeasureNames.map((name) => sql.ref(name + after)))
  const named = columns.map((column, index) => sql`${column} as ${names[index]}`)
  return sql`select ${sql.join([...groups, ...named])}
    from (${sumsByOrder(filters, groupings)}) as sums${sql.join(joins, sql``)}`
}

/** A row without sums for each position, so that periods without facts are in the result. */
function emptyPeriods(params: SalesParameters, period: Dimension): RawBuilder<unknown> {
  const none = sql.join(Array.from({ length: 2 * salesMeasureNames.length }, () => sql`0`))
  return sql`select cast(column1 as integer), ${none} from (values ${sql.join(
    pairedPeriods(params, period).map((_, position) => sql`(${position})`),
  )}) as positions`
}

/** The periods of one side with their positions. PostgreSQL takes parameters for texts, so numbers are cast. */
function positionTable(params: SalesParameters, period: Dimension, side: keyof PeriodPair): RawBuilder<unknown> {
  const rows = pairedPeriods(params, period).flatMap((pair, position) => {
    const key = pair[side]
    return key === null ? [] : [sql`(${key}, ${position})`]
  })
  return sql`(select column1 as period, cast(column2 as integer) as position from (values ${sql.join(rows)}) as pairs)`
}

/** Sums of each order in each group. An order counts once in a group, for its owner. */
function sumsByOrder(filters: SalesFilters, groupings: readonly Dimension[]): RawBuilder<SummedRow> {
  const source = smallestSalesTable(filters, groupings)
  const groups = groupings.map((dimension, index) => sql`${groupExpression(dimension)} as ${sql.ref(`g${index + 1}`)}`)
  if (source !== 'sales_facts')
    return sql`select ${sql.join([...groups, ...salesMeasureNames.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`)])}
      from ${sql.table(source)} as sales_facts where ${matchesSalesFilters(filters)} ${groupByClause(groupsOf(groupings))}`
  const orderSigns = sql`sum(case when owner_id = user_id then order_sign else 0 end)`
  const sums = [
    sql`sum(amount) as amount`,
    sql`sum(quantity) as quantity`,
    sql`case when ${orderSigns} > 0 then 1 when ${orderSigns} < 0 then -1 else 0 end as orders`,
  ]
  return sql`select ${sql.join([...groups, ...sums])} from sales_facts where ${matchesSalesFilters(filters)}
    ${groupByClause([...groupsOf(groupings), sql`order_id`])}`
}

const groupsOf = (groupings: readonly Dimension[]) => groupings.map((_, index) => sql.ref(`g${index + 1}`))

const groupByClause = (groups: RawBuilder<unknown>[]) => (groups.length > 0 ? sql`group by ${sql.join(groups)}` : sql``)

/** The tables that can answer: the facts themselves, or their aggregates. */
type Source = 'sales_facts' | 'sales_facts_by_order' | 'sales_facts_by_product' | 'sales_facts_by_category'

/**
 * Chooses the smallest table that can answer. Products and categories are aggregated without salesperson, as an order
 * counts once for each. Limits: one year 500 ms, all years 3 s. Without sales_facts_by_order a year by region takes 580
 * ms instead of 90; from sales_facts a year by product takes 1.9 s instead of 60 ms, and all years by category 3.2 s
 * instead of next to nothing.
 */
export function smallestSalesTable(filters: SalesFilters, groupings: readonly Dimension[]): Source {
  const { region, product, category, owner_id, customer_id, orders, places } = filters
  const isProductGrouping = (dimension: Dimension) => dimension === 'product' || dimension === 'category'
  const [only, other] = groupings.filter(isProductGrouping)
  const isProductFiltered =
    product !== null || category !== null || places.some(({ dimension }) => isProductGrouping(dimension))
  if (!only && !isProductFiltered) return 'sales_facts_by_order'
  const isProductAlone =
    only && !other && groupings.every((dimension) => dimension === only || isPeriodGrouping(dimension))
  const isUnfiltered = [region, product, category, owner_id, customer_id, orders].every((filter) => filter === null)
  return isProductAlone && isUnfiltered && places.length === 0
    ? `sales_facts_by_${only as 'product' | 'category'}`
    : 'sales_facts'
}
