import { defineConfig } from 'vitest/config'

const report = process.env.VITEST_JSON

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
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
          globalSetup: ['test/setup/chromium.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          env: { TEST_DATABASE: 'postgres' },
          globalSetup: ['test/setup/postgres.ts'],
          setupFiles: ['test/setup/skipped.ts'],
        },
      },
    ],
  },
})
