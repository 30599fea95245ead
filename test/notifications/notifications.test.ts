import { beforeEach, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { deleteOldNotifications, notify, readNotifications, unreadCount } from '../../src/notifications/repository.ts'
import { setClock } from '../../src/values/clock.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient
beforeEach(async () => {
  w = await testApp()
  ;[chen, wang] = await Promise.all([w.as('陈静'), w.as('王芳')])
})

const told = async (who: SignedInClient) => (await who.get('/notifications')).all('[data-id] a')

test('the new owner of a customer gets a notification with the sender and a link', async () => {
  const id = await w.customer({ owner: '李强', name: '何思远' })
  await chen.send(`/customers/${id}`, { owner_id: String(w.who('王芳').id), confirm_duplicate: '1' })
  const page = await wang.get('/notifications')
  expect(page.all('[data-id] a')).toEqual(['陈静将客户“何思远”分配给你'])
  expect(page.attribute('[data-id] a', 'href')).toBe(`/customers/${id}`)
  expect(await told(chen)).toEqual([])
  await w.setLocale('王芳', 'en')
  expect(await told(wang)).toEqual(['陈静 assigned you the customer 何思远'])
})

test('other edits notify nobody, nor do one’s own actions', async () => {
  const id = await w.customer({ owner: '王芳' })
  await chen.send(`/customers/${id}`, { city: '无锡', confirm_duplicate: '1' })
  expect(await told(wang)).toEqual([])
  await chen.send(`/customers/${id}`, { owner_id: String(w.who('陈静').id), confirm_duplicate: '1' })
  expect(await told(chen)).toEqual([])
})

test('taking over a former user’s customers gives one notification with their number', async () => {
  for (const name of ['何思远', '钱颖', '周颖']) await w.customer({ owner: '李强', name })
  await chen.send(`/team/${w.who('李强').id}/deactivate`, { reassign_to: String(w.who('王芳').id) })
  const page = await wang.get('/notifications')
  expect(page.all('[data-id] a')).toEqual(['陈静将李强的 3 个客户转交给你'])
  const list = await wang.get(page.attribute('[data-id] a', 'href') ?? '')
  expect(list.attributes('tr[data-id]', 'data-id').length).toBe(3)
})

test('the owner of a new or reassigned opportunity is notified, unless it is their own action', async () => {
  const customer = await w.customer({ owner: '李强', name: '何思远' })
  const { location } = await chen.send('/opportunities', { customer_id: customer, title: '洁净室' })
  const fields = { title: '洁净室二期', owner_id: String(w.who('王芳').id) }
  expect((await chen.send(location, fields)).status).toBe(303)
  const page = await wang.get('/notifications')
  expect(page.all('[data-id] a')).toEqual(['陈静将机会“洁净室二期”（何思远）分配给你'])
  expect(page.attribute('[data-id] a', 'href')).toBe(location)
  await chen.send(location, { ...fields, title: '洁净室三期' })
  await chen.send(location, { ...fields, owner_id: String(w.who('陈静').id) })
  await chen.send('/opportunities', { customer_id: customer, title: '超纯水', owner_id: String(w.who('王芳').id) })
  const both = ['陈静将机会“超纯水”（何思远）分配给你', '陈静将机会“洁净室二期”（何思远）分配给你']
  expect((await wang.get('/notifications')).all('[data-id] b')).toEqual(both)
  expect(await told(wang)).toEqual(both.slice(0, 1))
  expect(await told(chen)).toEqual([])
})

test('taking over a former user’s opportunities gives one notification with the number of open ones', async () => {
  const customer = await w.customer({ owner: '王芳', name: '何思远' })
  const li = { owner_id: String(w.who('李强').id) }
  for (const title of ['洁净室', '超纯水']) await chen.send('/opportunities', { customer_id: customer, title, ...li })
  await chen.send('/opportunities', { customer_id: customer, title: '旧的', stage: 'lost', loss_reason: '价格', ...li })
  await chen.send(`/team/${w.who('李强').id}/deactivate`, { reassign_to: String(w.who('王芳').id) })
  const page = await wang.get('/notifications')
  expect(page.all('[data-id] a')).toEqual(['陈静将李强的 2 个进行中的机会转交给你'])
  const list = await wang.get(page.attribute('[data-id] a', 'href') ?? '')
  expect(list.attributes('tr[data-id]', 'data-id').length).toBe(2)
})

test('the new owner of an order or a draft is notified', async () => {
  const customer = await w.customer({ owner: '李强', company: '远山机械' })
  await w.product({ model: 'HC-1' })
  const lines = [{ product_model: 'HC-1', quantity: '1' }]
  const { location } = await chen.send('/orders', { customer_id: customer, lines })
  const fields = { customer_id: customer, lines, owner_id: String(w.who('王芳').id) }
  expect((await chen.send(location, fields)).status).toBe(303)
  expect(await told(wang)).toEqual(['陈静将订单草稿（何思远）分配给你'])
  await chen.send(location, { ...fields, owner_id: String(w.who('李强').id) })
  await chen.send(`${location}/confirm`)
  expect((await chen.send(location, fields)).status).toBe(303)
  expect((await told(wang))[0]).toBe('陈静将订单 SO-000001（何思远）分配给你')
})

test('reading the page marks nothing as read; a tick marks one, a button all that were shown', async () => {
  const many = Array.from({ length: 3 }, (_, n) => `客户${n}`)
  for (const name of many) {
    const id = await w.customer({ owner: '李强', name })
    await chen.send(`/customers/${id}`, { owner_id: String(w.who('王芳').id), confirm_duplicate: '1' })
  }
  await wang.get('/notifications')
  const page = await wang.get('/notifications')
  expect(page.one('.self summary .count [aria-hidden]')).toBe('3')
  const [newest, middle] = page.attributes('[data-id]', 'data-id')
  expect((await wang.send('/notifications/read', { id: middle ?? '' })).location).toBe('/notifications')
  expect((await wang.get('/notifications')).attributes('[data-id]', 'data-id')[2]).toBe(middle)
  expect(await unreadCount(w.who('王芳').id)).toBe(2)
  await wang.send('/notifications/read', { up_to: String(Number(newest) - 1) })
  expect(await unreadCount(w.who('王芳').id)).toBe(1)
  await wang.send('/notifications/read')
  expect((await wang.get('/notifications')).one('.self summary .count')).toBeUndefined()
})

test('nobody can mark another person’s notifications', async () => {
  const id = await w.customer({ owner: '李强' })
  await chen.send(`/customers/${id}`, { owner_id: String(w.who('王芳').id), confirm_duplicate: '1' })
  const [own] = (await wang.get('/notifications')).attributes('[data-id]', 'data-id')
  await chen.send('/notifications/read', { id: own ?? '' })
  await chen.send('/notifications/read')
  expect(await unreadCount(w.who('王芳').id)).toBe(1)
})

test('the newest hundred are listed, unread ones first', async () => {
  const { id } = w.who('王芳')
  await transaction(async () => {
    for (let n = 0; n < 130; n++)
      await notify(id, 'customer_given', { customer: `第${n}位` }, '/customers/1', chen.person)
    await writer()
      .updateTable('notifications')
      .set({ read_at: '2026-01-05T00:00:00.000Z' })
      .where('id', '>', 40)
      .execute()
  })
  const lines = await told(wang)
  expect([lines.length, lines[0], lines[40]]).toEqual([
    100,
    '陈静将客户“第39位”分配给你',
    '陈静将客户“第129位”分配给你',
  ])
})

test('read notifications are deleted after 90 days, unread ones stay', async () => {
  const { id } = w.who('王芳')
  await transaction(async () => {
    for (const customer of ['早读的', '刚读的', '没读的'])
      await notify(id, 'customer_given', { customer }, '/customers/1', chen.person)
    const rows = writer().updateTable('notifications')
    await rows.set({ read_at: '2026-01-01T00:00:00.000Z' }).where('details', 'like', '%早读%').execute()
    await rows.set({ read_at: '2026-01-03T00:00:00.000Z' }).where('details', 'like', '%刚读%').execute()
  })
  setClock(() => new Date('2026-04-02T00:00:00Z'))
  try {
    await deleteOldNotifications(90)
  } finally {
    setClock()
  }
  expect((await readNotifications(id, 10)).map(({ details }) => details)).toEqual(['{"customer":"刚读的"}'])
  expect(await unreadCount(id)).toBe(1)
})

test('a notification of a record that is somebody else’s now has no link, and says so', async () => {
  const customer_id = await w.customer({ owner: '陈静', name: '何思远' })
  await w.product({ model: 'HC-1' })
  const [own, other] = [String(w.who('王芳').id), String(w.who('李强').id)]
  const lines = [{ product_model: 'HC-1', quantity: '1' }]
  const made = [
    await chen.send('/opportunities', { customer_id, title: '无菌室', owner_id: own }),
    await chen.send('/orders', { customer_id, lines, owner_id: own }),
  ].map(({ location }) => location)
  const page = async () => wang.get('/notifications')
  expect((await page()).attributes('[data-id] a', 'href').toSorted()).toEqual(made.toSorted())
  for (const at of made) {
    const form = await chen.get(`${at}/edit`)
    const fields = { owner_id: other, version: form.field('version'), customer_id, lines, title: '无菌室' }
    expect((await chen.send(at, fields)).status).toBe(303)
    expect((await wang.get(at)).status).toBe(404)
  }
  expect((await page()).all('[data-id] a')).toEqual([])
  expect((await page()).all('[data-id]').every((line) => line.includes('现由同事负责'))).toBe(true)
  expect((await page()).all('[data-id]')).toHaveLength(2)
  const li = await w.as('李强')
  expect((await li.get('/notifications')).attributes('[data-id] a', 'href').toSorted()).toEqual(made.toSorted())
})
