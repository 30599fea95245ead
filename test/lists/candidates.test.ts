import { beforeAll, expect, test } from 'vitest'
import { finders } from '../../src/app.ts'
import { transaction, writer } from '../../src/database/database.ts'
import { candidates, indexAbove, newestId } from '../../src/lists/search.ts'
import { telling } from '../../src/lists/telling.ts'
import { gramsOf, queryGrams } from '../../src/values/grams.ts'
import { world } from '../world.ts'

/** A book whose codes all begin alike: letters that every record has tell nothing, but nothing may be missed without them. */
const w = await world()
const many = 900
const codeOf = (id: number) => `qz-${String(id * 37).padStart(6, '0')}`
const ids = Array.from({ length: many }, (_, at) => at + 1)
const person = w.who('陈静')

beforeAll(async () => {
  const rows = ids.map((id) => ({
    ...{ id, code: codeOf(id).toUpperCase(), name: 'x', owner_id: person.id, search_text: codeOf(id) },
    ...{ name_sort: 'x', company_sort: '', created_at: '2026-01-01T00:00:00.000Z', created_by: person.id },
  }))
  await transaction(async () => {
    for (let start = 0; start < many; start += 300)
      await writer()
        .insertInto('customers')
        .values(rows.slice(start, start + 300))
        .execute()
    await indexAbove('customers', 0)
  })
})

test.each(['qz-003330', 'qz-00', 'z-0', '3331', 'qz-'])(
  'the candidates of %s are no fewer than its hits',
  async (term) => {
    const hits = ids.filter((id) => codeOf(id).includes(term))
    expect(await candidates('customers', [term], many)).toEqual(expect.arrayContaining(hits))
  },
)

test('what every record has is not asked of the index where something else tells them apart', async () => {
  const { grams, rarest } = await telling('customers', queryGrams('qz-033300'))
  const asked = queryGrams('qz-033300').filter((gram) => !queryGrams('qz-0').includes(gram))
  expect(asked).toEqual(expect.arrayContaining(grams))
  expect(grams.length).toBeGreaterThan(0)
  expect(rarest).toBeLessThan(many / 10)
  // Where nothing tells them apart, everything is asked.
  expect((await telling('customers', queryGrams('qz-'))).grams).toEqual(queryGrams('qz-'))
})

test('a gram that few records have is asked before those that many have, and those only where they leave out enough', async () => {
  const [often, seldom] = [queryGrams('z-0')[1] ?? '', queryGrams('333')[0] ?? '']
  expect((await telling('customers', [often, seldom])).grams).toEqual([seldom])
  const holds = (gram: string) => ids.filter((id) => gramsOf(codeOf(id)).includes(gram)).length
  expect(holds(often)).toBeGreaterThan(10 * holds(seldom))
})

test('the newest come first, and those above an id alone', async () => {
  expect(await newestId('customers')).toBe(many)
  const all = await candidates('customers', ['qz-0'], 50)
  expect(all).toEqual(ids.toReversed().slice(0, 50))
  expect(await candidates('customers', ['qz-0'], many, many - 7)).toEqual(ids.toReversed().slice(0, 7))
})

test('who searches for a code finds it', async () => {
  for (const id of [1, 90, 450, 899]) {
    const found = await finders.find(({ name }) => name === 'customers')?.find(codeOf(id), person, 6)
    expect(found?.hits.map((hit) => hit.id)).toContain(id)
  }
})
