import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { transaction } from '../../src/database/database.ts'
import { choiceChanges } from '../../src/preferences/choice-list-validation.ts'
import { addChoices, allChoicesOfList, choiceLists, choices } from '../../src/preferences/repository.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeEach(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

test('a list is saved one value per line, in the order that forms then offer', async () => {
  const answer = await chen.send('/settings/lists/source', { words: ' 展会 \r\n\r\n转介绍\n电话' })
  expect(answer.location).toBe('/settings')
  expect(await choices('source')).toEqual(['展会', '转介绍', '电话'])
  expect((await chen.get('/customers/new')).attributes('#source-list option', 'value')).toEqual([
    '展会',
    '转介绍',
    '电话',
  ])
  await chen.send('/settings/lists/source', { words: '电话\n网站\n展会' })
  expect(await choices('source')).toEqual(['电话', '网站', '展会'])
  const page = await chen.get('/settings')
  expect(page.all('.list li span').filter((text) => text.startsWith('陈静'))).toEqual([
    '陈静调整了来源的顺序',
    '陈静从来源中删除了转介绍',
    '陈静在来源中添加了网站',
    '陈静在来源中添加了展会、转介绍、电话',
  ])
})

test('invisible characters are removed from values', async () => {
  await chen.send('/settings/lists/source', { words: '展\u200b会\n\u200b\n\u0007电\u2060话\ufeff' })
  expect(await choices('source')).toEqual(['展会', '电话'])
  expect((await chen.send('/settings/lists/source', { words: '展会\n展\u200d会' })).one('#words-wrong')).toContain(
    '重复',
  )
})

test('records keep removed values, and new ones are added at the end', async () => {
  const id = await w.customer({ owner: '陈静', source: '展会' })
  expect(await choices('source')).toEqual(['展会'])
  await chen.send('/settings/lists/source', { words: '电话' })
  expect((await chen.get(`/customers/${id}`)).text).toContain('展会')
  await w.customer({ owner: '陈静', source: '老客户' })
  expect(await choices('source')).toEqual(['电话', '老客户'])
})

test.each([
  ['a word twice', '展会\n 展会', '“展会”重复'],
  ['twice in another case or width', 'Web\nｗｅｂ', '重复'],
  ['a word too long', 'x'.repeat(101), '过长'],
  ['more than a form offers', Array.from({ length: 501 }, (_, n) => `w${n}`).join('\n'), '目前为 501 项'],
])('%s is rejected and keeps what was typed', async (_, words, said) => {
  const before = await w.contents()
  const answer = await chen.send('/settings/lists/source', { words })
  expect(answer.status).toBe(422)
  expect(answer.one('#words-wrong')).toContain(said)
  expect(answer.field('words')).toBe(words)
  expect(await w.contents()).toEqual(before)
})

test('units are limited to the length of their field', async () => {
  expect((await chen.send('/settings/lists/unit', { words: 'x'.repeat(41) })).status).toBe(422)
  expect((await chen.send('/settings/lists/unit', { words: 'x'.repeat(40) })).status).toBe(303)
})

test('a list that changed meanwhile gives 422 with both versions', async () => {
  const version = (await chen.get('/settings/lists/source')).field('version') ?? ''
  await w.customer({ owner: '陈静', source: '老客户' })
  const answer = await chen.send('/settings/lists/source', { words: '展会\r\n电话', version })
  expect(answer.status).toBe(422)
  expect(answer.field('words')).toBe('展会\r\n电话')
  expect(answer.attribute('[data-theirs=words]', 'data-value')).toBe('老客户')
  expect(await choices('source')).toEqual(['老客户'])
})

test('a list that imports made longer than 500 is shown to be shortened, nothing is dropped silently', async () => {
  const words = Array.from({ length: 510 }, (_, n) => `地区${n}`)
  await transaction(() => addChoices('region', words))
  expect((await choices('region')).length).toBe(500)
  const page = await chen.get('/settings/lists/region')
  expect(page.field('words')).toBe(words.join('\n'))
  expect((await chen.send('/settings/lists/region', { words: words.join('\n') })).status).toBe(422)
  expect((await allChoicesOfList('region')).length).toBe(510)
})

describe('default values', () => {
  test.each(['method', 'loss_reason', 'source'])(
    'are offered if %s is empty, and saved only when sent',
    async (list) => {
      const empty = await chen.get(`/settings/lists/${list}`)
      const href = empty.attribute('.page-head .actions a', 'href') ?? ''
      const before = await w.contents()
      const filled = await chen.get(href)
      expect(await w.contents()).toEqual(before)
      const words = filled.field('words') ?? ''
      expect(words.split('\n').length).toBeGreaterThanOrEqual(5)
      await chen.send(`/settings/lists/${list}`, { words, version: filled.field('version') ?? '' })
      const full = await chen.get(`/settings/lists/${list}?usual=1`)
      expect(full.field('words')).toBe(words)
      expect(full.attribute('.page-head .actions a', 'href')).toBeUndefined()
    },
  )

  test('are in the reader’s language', async () => {
    await w.setLocale('陈静', 'en')
    expect((await chen.get('/settings/lists/method?usual=1')).field('words')).toContain('Bank transfer')
  })

  test.each(choiceLists.filter((list) => !['method', 'loss_reason', 'source'].includes(list)))(
    'are not offered for %s, which is the department’s own',
    async (list) => {
      const page = await chen.get(`/settings/lists/${list}?usual=1`)
      expect(page.field('words')).toBe('')
      expect(page.attribute('.page-head .actions a', 'href')).toBeUndefined()
    },
  )
})

test('applying the added, removed and moved values to the old list gives the new one', () => {
  const list = fc.uniqueArray(fc.constantFrom(...'甲乙丙丁戊己庚辛'), { maxLength: 8 })
  fc.assert(
    fc.property(list, list, (before, after) => {
      const { added, removed, moved } = choiceChanges(before, after)
      const expected = new Set([...before.filter((word) => !removed.includes(word)), ...added])
      expect(new Set(after)).toEqual(expected)
      const common = (words: string[]) => words.filter((word) => before.includes(word) && after.includes(word)).join()
      expect(moved).toBe(common(before) !== common(after))
    }),
  )
})
