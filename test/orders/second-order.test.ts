import { beforeAll, expect, test } from 'vitest'
import { orderDesk } from './order-fixtures.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
let opportunity = ''
const lines = [{ product_model: 'TB-250', quantity: '1' }]
beforeAll(async () => {
  desk = await orderDesk()
  const { location } = await desk.wang.send('/opportunities', {
    ...{ customer_id: desk.customer, title: '通风柜', stage: 'won' },
  })
  opportunity = location
})

const fields = (more: object = {}) => ({
  ...{ opportunity_id: opportunity.replace(/\D/g, ''), customer_id: desk.customer, lines },
  ...more,
})
const newOrder = () => `/orders/new?opportunity_id=${opportunity.replace(/\D/g, '')}`
const main = async () => (await desk.wang.get(opportunity)).one('.page-head .button-primary')

test('after winning the order is the next thing, and the update form is folded', async () => {
  expect(await main()).toBe('新建订单')
  const page = await desk.wang.get(opportunity)
  expect(page.one('#update details > summary')).toBe('更新或重新打开')
  expect(page.attribute('#update details', 'open')).toBeUndefined()
  const refused = await desk.wang.send(`${opportunity}/updates`, { stage: 'proposal', version: page.field('version') })
  expect(refused.status).toBe(422)
  expect(refused.attribute('#update details', 'open')).toBeDefined()
})

test('a second order from one opportunity must be meant', async () => {
  expect((await desk.wang.get(newOrder())).text).not.toContain('another_order')
  const first = await desk.wang.send('/orders', fields())
  expect(first.status).toBe(303)
  await desk.wang.send(`${first.location}/confirm`)
  expect(await main()).toBeUndefined()
  expect((await desk.wang.get(opportunity)).text).toContain('再建一笔订单')

  const form = await desk.wang.get(newOrder())
  expect(form.one('.notice.warn a')).toBe('SO-000001')
  const refused = await desk.wang.send('/orders', fields())
  expect([refused.status, refused.one('.notice.bad li')]).toEqual([422, expect.stringContaining('SO-000001')])
  expect((await desk.wang.send('/orders', fields({ another_order: '1' }))).status).toBe(303)
})

test('a won opportunity cannot be lost while an order from it stands', async () => {
  const version = async () => (await desk.wang.get(opportunity)).field('version')
  const lose = async () =>
    desk.wang.send(`${opportunity}/updates`, {
      stage: 'lost',
      loss_reason: '价格',
      note: '客户放弃',
      version: await version(),
    })
  const refused = await lose()
  expect([refused.status, refused.one('.notice.bad li')]).toEqual([422, expect.stringMatching(/#2.*取消/)])
  await desk.wang.send('/orders/2/cancel', { reason: '重复' })
  expect((await lose()).one('.notice.bad li')).toContain('SO-000001')
  await desk.wang.send('/orders/1/cancel', { reason: '客户取消' })
  expect((await lose()).status).toBe(303)
})

test('after its order is cancelled, another needs no question', async () => {
  const { location } = await desk.wang.send('/opportunities', {
    ...{ customer_id: desk.customer, title: '天平', stage: 'won' },
  })
  opportunity = location
  const first = await desk.wang.send('/orders', fields())
  await desk.wang.send(`${first.location}/cancel`, { reason: '重复' })
  expect((await desk.wang.send('/orders', fields())).status).toBe(303)
})
