import { defineConfig } from 'vitest/config'

const report = process.env.VITEST_JSON

/** Tests that take minutes: programs killed repeatedly, benchmarks. `npm run test:slow` */
const slow = ['test/slow/**/*.test.ts', 'test/**/bench.test.ts']

/** Starts the program for each test, which is slow with PostgreSQL, so there it runs only in the slow run. */
const command = 'test/imports/command.test.ts'

/** Tests with variants: the quick run uses one of them, the slow run the others. */
const walks = ['test/browser/{day-*,gallery,handbook-*,imports,reports,settings}.test.ts']

/** SQLite's files and query plans, and tests that start programs of their own on SQLite. */
const sqliteAlone = [
  'test/**/plans.test.ts',
  'test/database/sqlite.test.ts',
  'test/{browser,commands,tools}/**',
  'test/faults/{log,starting}.test.ts',
  'test/graceful-shutdown.test.ts',
  'test/slow/new-field.test.ts',
]

/** Behaviour of a PostgreSQL server. */
const postgresAlone = [
  'test/database/{postgres,move}.test.ts',
  'test/faults/connection-lost.test.ts',
  'test/slow/server-killed.test.ts',
]

/** Tests that use no database, so one run is enough. */
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
    // Files in one process share the loaded program; each test app has its own database.
    isolate: false,
    maxWorkers: 2,
    // A test without assertions, because its list was empty or its form was rejected, proves nothing.
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
    // Long, because a busy machine is not a fault of the program.
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
