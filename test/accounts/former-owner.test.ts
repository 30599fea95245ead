import { beforeAll, expect, test } from 'vitest'
import { orderDesk } from '../orders/order-fixtures.ts'

/** 王芳 has left; what she owned stays hers until somebody takes it over. */
let desk: Awaited<ReturnType<typeof orderDesk>>
let order: string
let opportunity: string
beforeAll(async () => {
  desk = await orderDesk()
  const { w, wang, chen, customer, confirmed } = desk
  order = await confirmed()
  opportunity = (await wang.send('/opportunities', { customer_id: customer, title: '洁净室' })).location
  expect((await chen.send(`/team/${w.who('王芳').id}/deactivate`)).status).toBe(303)
})

test.each([
  ['a customer', () => `/customers/${desk.customer}`, { city: '苏州' }],
  ['an order', () => order, { notes: '加急' }],
  ['an opportunity', () => opportunity, { summary: '两套' }],
])('%s keeps its owner when a manager edits something else', async (_, path, change) => {
  const { chen, w } = desk
  const at = path()
  const form = await chen.get(`${at}/edit`)
  const owner = String(w.who('王芳').id)
  expect(form.attribute('select[name=owner_id] option[selected]', 'value')).toBe(owner)
  const saved = await chen.send(at, { ...change, owner_id: owner, version: form.field('version') })
  expect(saved.status).toBe(303)
  expect((await chen.get(`${at}/edit`)).attribute('select[name=owner_id] option[selected]', 'value')).toBe(owner)
})

test.each(['/customers', '/orders', '/opportunities'])('the filter of %s offers who has left', async (path) => {
  const { chen, w } = desk
  const links = (await chen.get(path)).attributes('#list-filters a', 'href')
  const link = links.find((href) => href.includes(`owner_id=${w.who('王芳').id}`))
  expect(link).toBeDefined()
  const chosen = await chen.get(link?.replaceAll('&amp;', '&') ?? '')
  expect(chosen.all('tr[data-id]')).toHaveLength(1)
})

test.each(['/reports/sales', '/reports/payments'])('so does the filter of %s', async (path) => {
  const { chen, w } = desk
  const options = (await chen.get(path)).all('select[name=owner_id] option')
  expect(options).toContain('王芳（已离职）')
  expect((await chen.get(`${path}?owner_id=${w.who('王芳').id}`)).field('owner_id')).toBe(String(w.who('王芳').id))
})

test('nobody new can be given to somebody who has left', async () => {
  const { chen, w } = desk
  const refused = await chen.send('/customers', { name: '赵颖', phone: '13955550000', owner_id: w.who('王芳').id })
  expect(refused.status).toBe(422)
  expect(refused.one('#owner_id-wrong')).toBeDefined()
})
