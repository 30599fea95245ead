import { reader, writer } from '../../database/database.ts'
import { inParts } from '../repository.ts'
import type { Fact } from './facts.ts'
import { resummed } from './sums-repository.ts'

/** So many orders' facts are added, and summed, at once. */
const atOnce = 100

/** Adds facts, of many orders at once, and keeps their sums. */
export async function insertFacts(facts: readonly Fact[]): Promise<void> {
  const factsOf = byOrder(facts)
  const orders = [...factsOf.keys()]
  for (let start = 0; start < orders.length; start += atOnce) {
    const some = orders.slice(start, start + atOnce)
    await resummed(some, () => insertRows(some.flatMap((id) => factsOf.get(id) ?? [])))
  }
}

const insertRows = async (facts: readonly Fact[]): Promise<void> => {
  await inParts(facts, (some) => writer().insertInto('facts').values(some).execute())
}

/** Rows gathered by their order. */
export function byOrder<R extends { order_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const there = found.get(row.order_id)
    if (there) there.push(row)
    else found.set(row.order_id, [row])
  }
  return found
}

/** The sales of an order that nothing has taken back, as they were written. */
export async function standingFacts(order_id: number): Promise<Fact[]> {
  const rows = await reader()
    .selectFrom('facts')
    .selectAll()
    .where('order_id', '=', order_id)
    .where('kind', '=', 'sale')
    .orderBy('id')
    .execute()
  const standing = new Map<string, Fact[]>()
  for (const { id: _, ...fact } of rows) {
    const same = standing.get(taken(fact)) ?? []
    standing.set(taken(fact), fact.counted === 1 ? [...same, fact] : same.slice(1))
  }
  return [...standing.values()].flat()
}

/** A fact and the one that takes it back read alike. */
const taken = ({ counted, recorded_at: _, quantity, amount, ...fact }: Fact): string =>
  JSON.stringify({ ...fact, quantity: quantity * counted, amount: amount * counted })
