import { expect, test } from 'vitest'
import { readEnvironmentSettings } from '../src/settings.ts'

const DATABASE_URL = 'postgres://sales:hidden@db.example/salesbook'
const SECRET = 'thirty-two-characters-at-the-least'

test('an empty value counts as missing', () => {
  const read = readEnvironmentSettings({ DATABASE_URL: '', SECRET: '', PORT: '' })
  expect(read.PORT).toBe(3000)
  expect([read.DATABASE_URL, read.SECRET]).toEqual([undefined, undefined])
})

test('PostgreSQL needs a secret shared by its processes', () => {
  expect(readEnvironmentSettings({ DATABASE_URL, SECRET })).toMatchObject({ DATABASE_URL, SECRET })
  expect(() => readEnvironmentSettings({ DATABASE_URL })).toThrow(
    /^SECRET must be set when DATABASE_URL is set: at least 32 characters/,
  )
})

test.each([
  [{ DATABASE_URL: 'mysql://sales:hidden@db.example/salesbook', SECRET }, /^DATABASE_URL can't be "…": .*postgres:/],
  [{ DATABASE_URL, SECRET: 'hidden' }, /^SECRET can't be "…": at least 32 characters/],
  [{ MANAGER_PASSWORD: 'hidden'.repeat(50) }, /^MANAGER_PASSWORD can't be "…"/],
])('%j is reported in one line, without revealing the secret', (environment, said) => {
  const read = () => readEnvironmentSettings(environment)
  expect(read).toThrow(said)
  expect(read).not.toThrow(/hidden|\n/)
})
