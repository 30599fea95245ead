import { beforeAll, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

/** A success message is shown on the page after the action, on no other page, and not above a later error. */
let wang: SignedInClient
let customer: number

beforeAll(async () => {
  const w = await testApp()
  wang = await w.as('王芳')
  customer = await w.customer({ owner: '王芳', name: '刘敏', company: '苏州恒测' })
})

const said = '.flash'

test('a rejected form after a successful action shows only its errors', async () => {
  await wang.send('/customers', { name: '孙悦', phone: '13900001111' })
  const refused = await wang.send('/customers', { name: '', company: '', phone: '' })
  expect(refused.status).toBe(422)
  expect(refused.one(said)).toBeUndefined()
  const made = await wang.send('/customers', { name: '周洋', phone: '13900002222' })
  expect((await wang.get(made.location)).one(said)).toBeDefined()
})

test('the message is shown on the page after the action, whatever else is opened meanwhile', async () => {
  const made = await wang.send('/customers', { name: '郑宁', phone: '13900003333' })
  expect((await wang.get('/orders')).one(said)).toBeUndefined()
  expect((await wang.get(`/customers/${customer}`)).one(said)).toBeUndefined()
  expect((await wang.get(made.location)).one(said)).toBe('客户已创建。')
})

test('an order form with a chosen customer does not mention a customer search', async () => {
  const chosen = await wang.get(`/orders/new?customer_id=${customer}`)
  expect(chosen.one('.find-customer')).toBeUndefined()
  expect(chosen.text).not.toContain('在上方搜索')
  const open = await wang.get('/orders/new')
  expect(open.one('.find-customer')).toBeDefined()
  expect(open.text).toContain('在上方搜索')
})
