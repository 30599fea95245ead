import { expect, test } from 'vitest'
import { activePeople } from '../../src/accounts/repository.ts'
import { memoizeUntilWrite, transaction, writer } from '../../src/database/database.ts'
import { settings } from '../../src/settings.ts'
import { testApp } from '../test-app.ts'

const w = await testApp()
const rename = (name: string) =>
  writer().updateTable('users').set({ name }).where('id', '=', w.who('王芳').id).execute()
const names = async () => (await activePeople()).map(({ name }) => name)

test('a cached value is read again after any write, and within the writing transaction', async () => {
  let read = 0
  const count = memoizeUntilWrite(() => Promise.resolve(++read))
  const first = await count()
  // PostgreSQL does not report whether data has changed, so there it is read each time.
  expect(await count()).toBe(settings().DATABASE_URL === undefined ? first : first + 1)
  const before = read
  await transaction(() => writer().insertInto('choice_lists').values({ list: 'region', value: '华东' }).execute())
  expect(await count()).toBe(before + 1)
  await transaction(async () => {
    expect(await count()).toBe(before + 2)
    expect(await count()).toBe(before + 3)
  })
})

test('a new name is shown at once, but not before it is committed', async () => {
  expect(await names()).toContain('王芳')
  await transaction(async () => {
    await rename('王芳芳')
    expect(await names()).toContain('王芳芳')
    throw new Error('not after all')
  }).catch(() => undefined)
  expect(await names()).toContain('王芳')
  await transaction(() => rename('王芳芳'))
  expect(await names()).toContain('王芳芳')
  expect(await names()).not.toContain('王芳')
})
