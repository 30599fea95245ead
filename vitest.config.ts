import { defineConfig } from 'vitest/config'

const report = process.env.VITEST_JSON

/** Files, plans and counted looks of SQLite, and what runs programs of its own on it. */
const sqliteAlone = [
  'test/**/plans.test.ts',
  'test/database/sqlite.test.ts',
  'test/search/work.test.ts',
  'test/{browser,commands}/**',
  'test/faults/{log,starting}.test.ts',
  'test/stop.test.ts',
]

/** What a server does that a file does not. */
const postgresAlone = ['test/database/{postgres,move}.test.ts', 'test/faults/{away,server}.test.ts']

/** What asks no database, so that once is enough. */
const withoutDatabase = [
  'test/{values,csv,architecture,help}/**',
  'test/architecture.test.ts',
  'test/database/references.test.ts',
  'test/settings.test.ts',
  'test/**/rules.test.ts',
]

export default defineConfig({
  test: {
    pool: 'forks',
    // The program is loaded once for all files of a process; each world is on a database of its own.
    isolate: false,
    maxWorkers: 2,
    // A test that asserts nothing, because its list was empty or its form was refused, proves nothing.
    expect: { requireAssertions: true },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    globalSetup: ['test/setup/global.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: postgresAlone,
          globalSetup: ['test/setup/chromium.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/**/*.test.ts'],
          exclude: [...sqliteAlone, ...withoutDatabase],
          env: { TEST_DATABASE: 'postgres' },
          globalSetup: ['test/setup/postgres.ts'],
          setupFiles: ['test/setup/skipped.ts'],
        },
      },
    ],
  },
})
