import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { dialect, reader, transaction, writer } from '../../src/database/database.ts'
import { postgresSchema } from '../../src/database/dialects/postgres-schema.ts'
import { openWriter } from '../../src/database/dialects/sqlite.ts'
import { sqliteSchema } from '../../src/database/schema.ts'
import { newestCandidates } from '../../src/lists/grams.ts'
import { settings } from '../../src/settings.ts'
import { gramsOf } from '../../src/values/grams.ts'
import { world } from '../world.ts'
import { run } from './fresh.ts'

const w = await world()
const terms = ['139', '1390', '0082', '7264', '王', 'example', '00', '13900827264', '-000']

beforeAll(async () => {
  await w.customer({ name: '王芳', phone: '139 0082 7264', email: 'contact5338@example.com' })
  await w.customer({ name: 'Ann 12', phone: '021-1390', email: '' })
  await w.customer({ name: '无', phone: '8', email: '' })
})

const found = () => Promise.all(terms.map((term) => newestCandidates('customers', [term], 9)))

/** The index as it was filled before runs of three digits were grams. */
const asBefore = () =>
  transaction(async () => {
    const rows = await reader().selectFrom('customers').select(['id', 'search_text']).execute()
    const records = rows.map(({ id, search_text }) => ({
      id,
      grams: gramsOf(search_text).filter((gram) => !/^g3\dx3\dx3\d$/.test(gram)),
    }))
    await dialect().grams.put(sql.table('customers_search'), records).execute(writer())
  })

async function upgraded(): Promise<void> {
  const { DATABASE_URL, databaseFile } = settings()
  if (DATABASE_URL !== undefined) {
    const statements: string[] = []
    postgresSchema(statements).threeDigits('customers')
    for (const statement of statements) await run(DATABASE_URL, statement)
    return
  }
  const connection = openWriter(databaseFile)
  sqliteSchema(connection).threeDigits('customers')
  connection.close()
}

test('an index that was filled without threes of digits has them after the upgrade', async () => {
  const before = await found()
  expect(before.map((ids) => ids.length)).toEqual([2, 2, 1, 1, 1, 1, 3, 1, 3])
  await asBefore()
  expect((await found())[0]).toEqual([])
  await upgraded()
  expect(await found()).toEqual(before)
})
