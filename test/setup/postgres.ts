import { migratePostgres } from '../../src/database/dialects/postgres-migrate.ts'
import { template } from '../database/fresh.ts'
import { startServer } from '../database/server.ts'

/** Starts one PostgreSQL server for all test files, with a migrated database that each test app copies. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const server = await startServer().catch((error: unknown) => {
    // A developer's machine may lack what the server needs; in CI nothing may be skipped.
    if (process.env.CI) throw error
    console.error('PostgreSQL can not be started here, so its half of the tests is SKIPPED:', error)
  })
  if (!server) return undefined
  try {
    await migratePostgres(server.url + template)
  } catch (error) {
    await server.stop()
    throw error
  }
  process.env.TEST_POSTGRES = server.url
  return server.stop
}
