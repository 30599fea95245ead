import { defineConfig } from 'vitest/config'

const report = process.env.VITEST_JSON

/** What takes minutes: programs that are killed again and again, measurements. `npm run test:slow` */
const slow = ['test/slow/**/*.test.ts', 'test/**/bench.test.ts']

/** Starts the program once for each test; on a server that is slow, and once in a while enough. */
const command = 'test/imports/command.test.ts'

/** Walks through the same pages in several ways: the quick run goes one of them, the slow run the others. */
const walks = ['test/browser/{day-*,gallery,handbook-*,imports,reports,settings}.test.ts']

/** Files, plans and counted looks of SQLite, and what runs programs of its own on it. */
const sqliteAlone = [
  'test/**/plans.test.ts',
  'test/database/sqlite.test.ts',
  'test/{browser,commands,tools}/**',
  'test/faults/{log,starting}.test.ts',
  'test/graceful-shutdown.test.ts',
]

/** What a server does that a file does not. */
const postgresAlone = [
  'test/database/{postgres,move}.test.ts',
  'test/faults/connection-lost.test.ts',
  'test/slow/server-killed.test.ts',
]

/** What asks no database, so that once is enough. */
const withoutDatabase = [
  'test/{values,csv,architecture,help,i18n}/**',
  'test/architecture.test.ts',
  'test/database/references.test.ts',
  'test/settings.test.ts',
  'test/**/rules.test.ts',
]

const onPostgres = {
  env: { TEST_DATABASE: 'postgres' },
  globalSetup: ['test/setup/postgres.ts'],
  setupFiles: ['test/setup/skipped.ts'],
}

export default defineConfig({
  test: {
    pool: 'forks',
    // The program is loaded once for all files of a process; each world is on a database of its own.
    isolate: false,
    maxWorkers: 2,
    // A test that asserts nothing, because its list was empty or its form was refused, proves nothing.
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
    // A busy machine is no fault of the program.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    globalSetup: ['test/setup/global.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [...slow, ...postgresAlone],
          globalSetup: ['test/setup/chromium.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/**/*.test.ts'],
          exclude: [...slow, command, ...sqliteAlone, ...withoutDatabase],
          ...onPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: [...slow, ...walks],
          exclude: postgresAlone,
          env: { TEST_SLOW: '1' },
          globalSetup: ['test/setup/chromium.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'slow-postgres',
          include: [...slow, command],
          exclude: sqliteAlone,
          ...onPostgres,
        },
      },
    ],
  },
})
