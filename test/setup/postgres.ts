import { startServer } from '../database/server.ts'

/** One PostgreSQL server for all test files, with a migrated database that each world copies. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startServer()
    process.env.TEST_POSTGRES = server.url
    return server.stop
  } catch (error) {
    console.error('PostgreSQL can not be started here, so its half of the tests is SKIPPED:', error)
    return undefined
  }
}
