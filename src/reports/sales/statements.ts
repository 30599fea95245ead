import { type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { namedBy } from '../engine/group-records.ts'
import { isPeriod } from '../engine/periods.ts'
import { type Dimension, groupOf } from './dimensions.ts'
import { matchesSalesFilters, type SalesFilters } from './filters.ts'
import { comparedDays, pairedPeriods, type SalesAsked, salesMeasureNames } from './parameters.ts'

/** One group or two that divide each other. */
export type GroupingPair = readonly [Dimension, Dimension?]

/** A row of the statements here: groups g1 and g2, each with key1, label1, amount1, amount1_before and so on. */
export type SummedRow = Record<string, string | number | null>

/**
 * The groups of a question with the parts of each, in its order, and how many there are of both. The database sums, orders
 * and cuts them off: there may be a hundred thousand customers.
 */
export function salesGroupsQuery(asked: SalesAsked, by: GroupingPair, most?: { groups: number; parts: number }) {
  const [first, second] = by
  const parts = second
    ? sql`, parts as (${salesSums(asked, [first, second])}),
        shown_parts as (select parts.* from parts join shown using (g1) ${cutOff(asked, by, most?.parts)})`
    : sql``
  const found = second ? sql`(select * from shown left join shown_parts using (g1))` : sql`shown`
  const [one, other] = [named(first, 1), second ? named(second, 2) : null]
  const statement = sql<SummedRow>`(
    with wholes as (${salesSums(asked, [first])}), shown as (select * from wholes ${cutOff(asked, [first], most?.groups)})${parts}
    select found.*, ${one.columns}${other ? sql`, ${other.columns}` : sql``}, (select count(*) from wholes) as groups,
      ${second ? sql`(select count(*) from parts)` : sql`0`} as parts
    from ${found} as found${one.join}${other?.join ?? sql``})`
  return reader().selectFrom(statement.as('found')).selectAll().orderBy(orderOf(asked, by))
}

/** Only what is cut off must be in order before. */
const cutOff = (asked: SalesAsked, by: GroupingPair, most: number | undefined) =>
  most === undefined ? sql`` : sql`order by ${orderOf(asked, by)} limit ${most}`

/** Periods in time, everything else by the measure from the greatest down; what is equal by its text or as it was entered. */
const orderOf = ({ measure }: SalesAsked, by: GroupingPair): RawBuilder<unknown> =>
  sql.join(
    by.flatMap((dimension, index) => {
      const group = sql.ref(`g${index + 1}`)
      return isPeriod(dimension ?? '') ? [group] : [sql`${sql.ref(`${measure}${index + 1}`)} desc`, group]
    }),
  )

function named(dimension: Dimension, level: number) {
  const { key, label, join } = namedBy(dimension, sql.ref(`found.g${level}`), `named${level}`)
  return { columns: sql`${key} as ${sql.ref(`key${level}`)}, ${label} as ${sql.ref(`label${level}`)}`, join }
}

/** What a question's facts come to by these groups, or all in all, beside those of the days compared; periods without any too. */
export function salesSums(
  asked: SalesAsked,
  by: readonly Dimension[],
  places: SalesFilters['places'] = [],
): RawBuilder<SummedRow> {
  const then = comparedDays(asked)
  const groups = groupsOf(by)
  const columns = sql.join([...groups, ...salesMeasureNames.map((name) => sql.ref(name))])
  const none = sql.join(salesMeasureNames.map(() => sql`0`))
  const before = sql.join(salesMeasureNames.map((name) => sql`0 as ${sql.ref(`${name}_before`)}`))
  const [only, ...others] = by
  const spans = [
    sql`select ${columns}, ${before} from (${inOrders({ ...asked, places }, by)}) as now`,
    ...(then ? [shifted(asked, by, { ...asked, ...then, places })] : []),
    ...(only && others.length === 0 && isPeriod(only)
      ? [sql`select column1, ${none}, ${none} from ${periodTable(asked, only)} as periods`]
      : []),
  ]
  const added = ['', '_before'].flatMap((after) =>
    salesMeasureNames.map(
      (name) => sql`coalesce(sum(${sql.ref(name + after)}), 0) as ${sql.ref(`${name}${by.length}${after}`)}`,
    ),
  )
  return sql`select ${sql.join([...groups, ...added])} from (${sql.join(spans, sql` union all `)}) as spans ${groupedBy(groups)}`
}

/** The sums of other days, periods among these standing for those that they are compared with. */
function shifted(asked: SalesAsked, by: readonly Dimension[], narrowing: SalesFilters): RawBuilder<SummedRow> {
  const none = salesMeasureNames.map(() => sql`0`)
  const own = by.map((dimension, index) => sql.ref(isPeriod(dimension) ? `paired${index}.column1` : `g${index + 1}`))
  const joins = by.map((dimension, index) =>
    isPeriod(dimension)
      ? sql` join ${periodTable(asked, dimension)} as ${sql.table(`paired${index}`)}
          on ${sql.ref(`paired${index}.column2`)} = ${sql.ref(`g${index + 1}`)}`
      : sql``,
  )
  return sql`select ${sql.join([...own, ...none, ...salesMeasureNames.map((name) => sql.ref(name))])}
    from (${inOrders(narrowing, by)}) as earlier${sql.join(joins, sql``)}`
}

/** The periods of a question as a table: column1, and as column2 the one that each is compared with. */
const periodTable = (asked: SalesAsked, dimension: Dimension) =>
  sql`(values ${sql.join([...pairedPeriods(asked, dimension)].map(([own, other]) => sql`(${own}, ${other})`))})`

/** What each order comes to in each group; it counts once there, with its owner. */
function inOrders(narrowing: SalesFilters, by: readonly Dimension[]): RawBuilder<SummedRow> {
  const source = sourceOf(narrowing, by)
  const groups = by.map((dimension, index) => sql`${groupOf(dimension)} as ${sql.ref(`g${index + 1}`)}`)
  if (source !== 'sales_facts')
    return sql`select ${sql.join([...groups, ...salesMeasureNames.map((name) => sql.ref(name))])}
      from ${sql.table(source)} as sales_facts where ${matchesSalesFilters(narrowing)}`
  const counted = sql`sum(case when owner_id = user_id then order_sign else 0 end)`
  const sums = [
    sql`sum(amount) as amount`,
    sql`sum(quantity) as quantity`,
    sql`case when ${counted} > 0 then 1 when ${counted} < 0 then -1 else 0 end as orders`,
  ]
  return sql`select ${sql.join([...groups, ...sums])} from sales_facts where ${matchesSalesFilters(narrowing)}
    ${groupedBy([...groupsOf(by), sql`order_id`])}`
}

const groupsOf = (by: readonly Dimension[]) => by.map((_, index) => sql.ref(`g${index + 1}`))

const groupedBy = (groups: RawBuilder<unknown>[]) => (groups.length > 0 ? sql`group by ${sql.join(groups)}` : sql``)

/** What facts are read from: themselves, or one of the tables that hold them summed. */
type Source = 'sales_facts' | 'sales_facts_by_order' | 'sales_facts_by_product' | 'sales_facts_by_category'

/**
 * The smallest table that answers; products and categories are summed for everybody alone, as an order counts at each.
 * Limits: a year 500 ms, all years 3 s. Without sales_facts_by_order a year by region takes 580 ms instead of 90; from sales_facts a year
 * by product takes 1.9 s instead of 60 ms, and all years by category 3.2 s instead of next to nothing.
 */
export function sourceOf(narrowing: SalesFilters, by: readonly Dimension[]): Source {
  const { region, product, category, owner_id, customer_id, orders, places } = narrowing
  const sold = (dimension: Dimension) => dimension === 'product' || dimension === 'category'
  const [only, other] = by.filter(sold)
  const narrowed = product !== null || category !== null || places.some(({ dimension }) => sold(dimension))
  if (!only && !narrowed) return 'sales_facts_by_order'
  const alone = only && !other && by.every((dimension) => dimension === only || isPeriod(dimension))
  const whole = [region, product, category, owner_id, customer_id, orders].every((filter) => filter === null)
  return alone && whole && places.length === 0 ? `sales_facts_by_${only as 'product' | 'category'}` : 'sales_facts'
}
