import { beforeAll, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { type Place, prepareStatement } from '../../src/database/prepare-query.ts'
import { testApp } from '../test-app.ts'

beforeAll(async () => {
  await testApp()
})

const counterAbove = prepareStatement((value: Place<{ name: string; least: number; most: number }>) =>
  reader()
    .selectFrom('counters')
    .select(['name', 'value'])
    .where('name', '=', value('name'))
    .where('value', '>=', value('least'))
    .limit(value('most')),
)
const add = (name: string, value: number) => writer().insertInto('counters').values({ name, value }).execute()

test('a prepared query runs with other values each time', async () => {
  await transaction(async () => {
    await add('small', 1)
    await add('large', 1000)
  })
  expect(await counterAbove({ name: 'large', least: 1000, most: 1 })).toEqual([{ name: 'large', value: 1000 }])
  expect(await counterAbove({ name: 'large', least: 1001, most: 1 })).toEqual([])
  expect(await counterAbove({ name: 'small', least: 0, most: 1 })).toEqual([{ name: 'small', value: 1 }])
  expect(await counterAbove({ name: 'small', least: 0, most: 0 })).toEqual([])
})

test('it sees what its own transaction has written, and no other does', async () => {
  const failed = transaction(async () => {
    await add('unsaved', 7)
    expect(await counterAbove({ name: 'unsaved', least: 7, most: 1 })).toEqual([{ name: 'unsaved', value: 7 }])
    throw new Error('not kept')
  })
  await expect(failed).rejects.toThrow('not kept')
  expect(await counterAbove({ name: 'unsaved', least: 7, most: 1 })).toEqual([])
})
