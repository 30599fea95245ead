import { reader, writer } from '../../database/database.ts'
import { byOrder } from '../by-order.ts'
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

async function insertRows(facts: readonly Fact[]): Promise<void> {
  for (let start = 0; start < facts.length; start += 500)
    await writer()
      .insertInto('facts')
      .values(facts.slice(start, start + 500))
      .execute()
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
