import { expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { countedIn } from '../../src/lists/counted.ts'
import { sumDifferences } from '../../src/reports/integrity/sums.ts'
import { world } from '../world.ts'

/** How many customers each person has is kept by the database, whatever is done to them. */
const w = await world()
const [chen, wang] = [w.who('陈静').id, w.who('王芳').id]
const all = () => countedIn({ table: 'customers_by_owner', number: 'customers' })
const kept = async () => {
  const rows = await reader().selectFrom('customers_by_owner').selectAll().execute()
  return new Map(rows.map(({ owner_id, customers }) => [owner_id, customers]))
}

test('made, given to somebody else, merged away and back', async () => {
  const ids: number[] = []
  for (const name of ['甲', '乙', '丙', '丁']) ids.push(await w.customer({ name }))
  const before = await kept()
  const [mine = 0] = [...before.values()]
  expect([...before]).toEqual([[wang, mine]])
  const set = (values: { owner_id?: number; merged_into?: number | null }, id = 0) =>
    transaction(() => writer().updateTable('customers').set(values).where('id', '=', id).execute())

  await set({ owner_id: chen }, ids[0])
  expect(await kept()).toEqual(
    new Map([
      [wang, mine - 1],
      [chen, 1],
    ]),
  )
  await set({ merged_into: ids[1] ?? 0 }, ids[0])
  expect(await kept()).toEqual(new Map([[wang, mine - 1]]))
  expect(await all()).toBe(mine - 1)
  await set({ merged_into: null, owner_id: wang }, ids[0])
  expect(await kept()).toEqual(before)
  for await (const difference of sumDifferences()) expect.fail(difference)
})

test('a check tells where it is wrong', async () => {
  await transaction(() => writer().updateTable('customers_by_owner').set({ customers: 7 }).execute())
  const told: string[] = []
  for await (const difference of sumDifferences()) told.push(difference)
  expect(told).toEqual([expect.stringContaining('customers_by_owner holds'), expect.stringContaining('lacks')])
})
