import { beforeAll, describe, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

/** Two people save one order: its lines are one field, and so is its sales credit, as an opportunity's. */
let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
let customer: number

beforeAll(async () => {
  w = await testApp()
  await w.product({ model: 'HC-2418R', list_price: '86400' })
  await w.product({ model: 'TB-250', list_price: '1180' })
  wang = await w.as('王芳')
  chen = await w.as('陈静')
  customer = await w.customer({ owner: '王芳', company: '苏州恒测' })
})

const order = async (): Promise<string> =>
  (await wang.send('/orders', { customer_id: customer, lines: [{ product_model: 'HC-2418R', quantity: '2' }] }))
    .location

const opportunity = async (): Promise<string> =>
  (await wang.send('/opportunities', { customer_id: customer, title: '恒温箱', expected_amount: '100' })).location

describe('the lines of an order are one field', () => {
  const lines = [{ product_model: 'HC-2418R', quantity: '2', unit_price: '86400.00', discount_percent: '0' }]
  const more = [...lines, { product_model: 'TB-250', quantity: '10', unit_price: '1180', discount_percent: '0' }]

  test.each([false, true])(
    'of a confirmed order: %s; changed by one, they are kept when the other saves notes',
    async (confirm) => {
      const at = await order()
      if (confirm) await wang.send(`${at}/confirm`)
      const version = (await wang.get(`${at}/edit`)).field('version') ?? ''
      expect((await wang.send(at, { lines: more, version })).status).toBe(303)
      expect((await chen.send(at, { notes: '加急', lines, version })).status).toBe(303)
      expect((await chen.get(at)).one('.flash p')).toContain('订单明细')
      const page = await chen.get(`${at}/edit`)
      expect([page.field('notes'), page.field('lines[1][product_model]')]).toEqual(['加急', 'TB-250'])
    },
  )

  test('changed by the second only, they are saved', async () => {
    const at = await order()
    expect((await wang.send(at, { notes: '加急', version: '1' })).status).toBe(303)
    expect((await chen.send(at, { notes: '', lines: more, version: '1' })).status).toBe(303)
    const page = await chen.get(`${at}/edit`)
    expect([page.field('notes'), page.field('lines[1][product_model]')]).toEqual(['加急', 'TB-250'])
  })

  test('changed by both, they are shown as both have them; to the same, they are no conflict', async () => {
    const at = await order()
    expect((await wang.send(at, { lines: more, version: '1' })).status).toBe(303)
    const late = await chen.send(at, { lines: [{ ...lines[0], quantity: '3' }], version: '1' })
    expect(late.status).toBe(422)
    expect(late.attribute('[data-theirs=lines]', 'data-value')).toContain('TB-250 × 10')
    expect(late.field('lines[0][quantity]')).toBe('3')
    const gap = { 0: more[0], 4: more[1] }
    expect((await chen.send(at, { lines: gap, notes: '加急', version: '1' })).status).toBe(303)
    expect((await chen.get(`${at}/edit`)).field('notes')).toBe('加急')
  })

  test('the button for more lines keeps the form as it was opened', async () => {
    const at = await order()
    expect((await wang.send(at, { notes: '甲', version: '1' })).status).toBe(303)
    const longer = await chen.send(at, { notes: '乙', lines, version: '1', more_lines: '1' })
    expect([longer.field('notes'), longer.field('version')]).toEqual(['乙', '1'])
  })
})

describe('sales credit is one field', () => {
  test.each(['order', 'opportunity'])('of an %s', async (what) => {
    const at = what === 'order' ? await order() : await opportunity()
    const [a, b] = [w.who('王芳').id, w.who('陈静').id]
    const shares = (one: string, other: string) => ({ [`credits[${a}]`]: one, [`credits[${b}]`]: other })
    const rest = what === 'order' ? {} : { title: '恒温箱' }
    expect((await wang.send(at, { ...rest, ...shares('60', '40'), version: '1' })).status).toBe(303)
    const notes = what === 'order' ? 'notes' : 'summary'
    expect((await chen.send(at, { ...rest, ...shares('100', ''), [notes]: '加急', version: '1' })).status).toBe(303)
    expect((await chen.get(at)).one('.flash p')).toContain('业绩归属')
    const page = await chen.get(`${at}/edit`)
    expect([page.field(`credits[${b}]`), page.field(notes)]).toEqual(['40', '加急'])
    const late = await chen.send(at, { ...rest, ...shares('50', '50'), version: '1' })
    expect(late.status).toBe(422)
    expect(late.attribute(`[data-theirs="credits[${b}]"]`, 'data-value')).toBe('40')
    expect(late.field(`credits[${b}]`)).toBe('50')
  })
})
