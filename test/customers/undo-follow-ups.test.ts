import { beforeAll, beforeEach, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
let customer: number
beforeAll(async () => {
  w = await testApp()
  ;[wang, chen] = await Promise.all([w.as('王芳'), w.as('陈静')])
})
beforeEach(async () => {
  customer = await w.customer({ name: '苏倩', company: '嘉兴云帆纺织' })
  await log({ follow_up_on: today(), follow_up_what: '给苏倩回电话' })
})

const log = (fields: object, who = wang) =>
  who.send(`/customers/${customer}/communications`, { content: '要报价', ...fields })
const listed = async () =>
  (await wang.get('/follow-ups')).all(`.follow-ups li:has(a[href="/customers/${customer}"]) .what b`)
const followUpId = async () =>
  (await wang.get(`/customers/${customer}`)).attribute('li:has(.state.warn)', 'id')?.replace('talk-', '')
const stateOf = async () => (await wang.get(`/customers/${customer}`)).all('.timeline .state.warn').join()
/** Presses the page's undo button. */
const undo = (page: Seen, who = wang) =>
  who.send(page.attribute('.flash form', 'action') ?? '', {
    version: page.attribute('.flash form [name=version]', 'value'),
    back: page.attribute('.flash form [name=back]', 'value'),
  })

test.each([
  ['done', {}, '已完成：给苏倩回电话（嘉兴云帆纺织）'],
  ['move', { follow_up_on: '2099-12-03' }, '已改期至2099‑12‑03：给苏倩回电话（嘉兴云帆纺织）'],
  ['move', { follow_up_on: '2099-12-03', follow_up_what: '寄样品' }, '已改期至2099‑12‑03：寄样品（嘉兴云帆纺织）'],
])('%s names customer and new day, and its undo restores day and text as they were', async (act, fields, said) => {
  const before = await stateOf()
  await wang.send(`/follow-ups/${await followUpId()}/${act}`, { ...fields, back: '/follow-ups' })
  expect(await stateOf()).not.toBe(before)
  const page = await wang.get('/follow-ups')
  expect(page.one('.flash [role=status]')).toBe(said)
  const undone = await undo(page)
  expect([undone.status, undone.location]).toEqual([303, '/follow-ups'])
  expect((await wang.get('/follow-ups')).one('.flash [role=status]')).toMatch(/^已撤销：给苏倩回电话（嘉兴云帆纺织），/)
  expect(await stateOf()).toBe(before)
  expect(await listed()).toEqual(['给苏倩回电话'])
})

test('a move of an overdue follow-up is undone to its day in the past', async () => {
  const day = addDays(today(), -3)
  await log({ happened_at: `${day}T09:00`, follow_up_on: day, follow_up_what: '早就到期' })
  const id = (await wang.get('/')).attribute('.follow-ups li:has(.state.bad)', 'data-id')
  await wang.send(`/follow-ups/${id}/move`, { follow_up_on: addDays(today(), 1) })
  const page = await wang.get('/')
  expect(page.all('.follow-ups .state.bad')).toEqual([])
  await undo(page)
  expect((await wang.get('/')).one('.follow-ups .state.bad')).toContain('逾期 3 天')
  await wang.send(`/follow-ups/${id}/done`)
})

test('it is refused in words when the follow-up was changed since, also by oneself in another window', async () => {
  const id = await followUpId()
  await wang.send(`/follow-ups/${id}/move`, { follow_up_on: addDays(today(), 1) })
  const page = await wang.get('/')
  await wang.send(`/follow-ups/${id}/move`, { follow_up_on: addDays(today(), 5) })
  const before = await w.contents()
  const refused = await undo(page)
  expect(refused.status).toBe(422)
  expect(refused.one('[role=alert]')).toContain('此后又有新的改动')
  expect(await w.contents()).toEqual(before)
})

test('only who did it can undo it', async () => {
  const id = await followUpId()
  await chen.send(`/follow-ups/${id}/done`, { back: '/' })
  const refused = await wang.send(`/follow-ups/${id}/undo`, { back: '/' })
  expect([refused.status, refused.one('[role=alert]')]).toEqual([422, '只有本人可以撤销自己的操作。'])
  expect((await (await w.as('李强')).send(`/follow-ups/${id}/undo`)).status).toBe(403)
  expect((await undo(await chen.get('/'), chen)).status).toBe(303)
  expect(await listed()).toEqual(['给苏倩回电话'])
})
