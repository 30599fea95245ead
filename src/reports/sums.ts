import { type RawBuilder, sql } from 'kysely'
import { type Dimension, groupedBy, isPeriod } from './dimensions.ts'
import { among, type Narrowing, type Sum, type Summed, summed, sumsOf } from './facts.ts'

/** Facts summed by orders, or by days and what was sold. */
type Source = 'facts_by_order' | 'facts_by_product' | 'facts_by_category'

/** Sums facts by groups. An order counts once in each group, by the sign of what is counted of it there. */
export async function sums(narrowing: Narrowing, by: readonly Dimension[]): Promise<Sum[]> {
  const source = sourceOf(narrowing, by)
  if (source) return sumsOf(summedStatement(source, narrowing, by), by)
  if (!personal(narrowing, by)) return summed(narrowing, by, 'credited')
  const [shares, counts] = [await summed(narrowing, by, 'credited'), await summed(narrowing, by, 'owner')]
  const merged = new Map(shares.map((sum) => [JSON.stringify(sum.groups), { ...sum, orders: 0 }]))
  for (const { groups, orders } of counts) {
    const key = JSON.stringify(groups)
    merged.set(key, { ...(merged.get(key) ?? { groups, amount: 0, quantity: 0 }), orders })
  }
  return [...merged.values()]
}

/** A question's facts summed by any of its groups. */
export type Summing = (narrowing: Narrowing, by: readonly Dimension[]) => Promise<Sum[]>

/**
 * Sums by these groups or some of them, from one reading of each span of days where that can be: where an order stands in
 * one group of each, what it comes to in some is what it comes to in all of them.
 */
export function summing(finest: readonly Dimension[]): Summing {
  const read = new Map<string, Promise<Sum[]>>()
  return async (narrowing, by) => {
    if (sourceOf(narrowing, finest) !== 'facts_by_order') return sums(narrowing, by)
    const days = `${narrowing.from} ${narrowing.to}`
    const all = read.get(days) ?? sums(narrowing, finest)
    read.set(days, all)
    if (by.length === finest.length) return all
    const places = by.map((dimension) => finest.indexOf(dimension))
    return folded(await all, places)
  }
}

/** Sums of fewer groups; of none, one that may be empty. */
function folded(finest: Sum[], places: number[]): Sum[] {
  const found = new Map<string, Sum>()
  if (places.length === 0) found.set('', { groups: [], amount: 0, quantity: 0, orders: 0 })
  for (const { groups, amount, quantity, orders } of finest) {
    const own = places.map((place) => groups[place] ?? null)
    const key = own.join('\n')
    const sum = found.get(key)
    if (!sum) found.set(key, { groups: own, amount, quantity, orders })
    else {
      sum.amount += amount
      sum.quantity += quantity
      sum.orders += orders
    }
  }
  return [...found.values()]
}

/** Whether amounts and orders must be asked for apart: shares are the credited people's, orders their owner's. */
const personal = (narrowing: Narrowing, by: readonly Dimension[]) =>
  narrowing.owner_id !== null || [...by, ...narrowing.places.map(({ dimension }) => dimension)].includes('salesperson')

/** Where a question can be answered from sums; null where only the facts themselves say it. */
export function sourceOf(narrowing: Narrowing, by: readonly Dimension[]): Source | null {
  const { region, product, category, owner_id, customer_id, orders, places } = narrowing
  // A customer's facts are few, and have an index.
  if (product !== null || category !== null || customer_id !== null) return null
  if (places.some(({ dimension }) => ['product', 'category', 'customer'].includes(dimension))) return null
  const [sold, other] = by.filter((dimension) => dimension === 'product' || dimension === 'category')
  if (sold === undefined) return 'facts_by_order'
  const alone = other === undefined && by.every((dimension) => dimension === sold || isPeriod(dimension))
  return alone && places.length === 0 && region === null && owner_id === null && orders === null
    ? `facts_by_${sold}`
    : null
}

/** The statement behind: an order stands with its owner, so that amounts are the credited people's and orders their owner's. */
export function summedStatement(source: Source, narrowing: Narrowing, by: readonly Dimension[]): RawBuilder<Summed> {
  const groups = by.map((dimension, index) => sql`${groupOf(dimension, source)} as ${sql.ref(`g${index}`)}`)
  const measures = ['amount', 'quantity', 'orders'].map(
    (name) => sql`coalesce(sum(${sql.ref(name)}), 0) as ${sql.ref(name)}`,
  )
  const names = by.map((_, index) => sql.ref(`g${index}`))
  const grouped = names.length > 0 ? sql`group by ${sql.join(names)}` : sql``
  return sql`select ${sql.join([...groups, ...measures])} from ${sql.table(source)} as facts
    where ${among(narrowing, 'credited')} ${grouped}`
}

const groupOf = (dimension: Dimension, source: Source) =>
  source === 'facts_by_category' && dimension === 'category'
    ? sql`nullif(category, '')`
    : groupedBy(dimension, 'credited')
