import { writer } from '../database/database.ts'

/** The next number of a counter, without gaps: taken inside the transaction that uses it. */
export async function nextNumber(name: string): Promise<number> {
  const { value } = await writer()
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((is) => ({ value: is('counters.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
