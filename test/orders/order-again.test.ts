import { describe, expect, test } from 'vitest'
import { orderDesk } from './order-fixtures.ts'

const { w, wang, li, chen, customer, drafted, confirmed } = await orderDesk()
const again = (at: string) => `/orders/new?copy_of=${at.split('/').at(-1)}`
const link = (at: string) => `a[href="${again(at)}"]`

describe('Order again', () => {
  test('opens a new order with the same customer, region, products, quantities and discounts, at list prices', async () => {
    const at = await confirmed({
      ordered_on: '2026-03-05',
      region: '浙江',
      due_on: '2026-04-05',
      contract_number: 'HT-1',
      notes: '加急',
      lines: [{ product_model: 'TB-250', quantity: '2.5', unit_price: '1000', discount_percent: '5' }],
    })
    expect((await wang.get(at)).one(link(at))).toContain('再次下单')
    const before = await w.contents()
    const form = await wang.get(again(at))
    expect(await w.contents()).toEqual(before)
    expect(form.field('customer_id')).toBe(String(customer))
    expect(form.field('region')).toBe('浙江')
    expect(form.field('ordered_on')).not.toBe('2026-03-05')
    expect(form.field('ordered_on')).toBe((await wang.get('/orders/new')).field('ordered_on'))
    for (const name of ['due_on', 'contract_number', 'notes']) expect(form.field(name)).toBe('')
    expect(form.field('lines[0][product_model]')).toBe('TB-250')
    expect(form.field('lines[0][quantity]')).toBe('2.5')
    expect(form.field('lines[0][unit_price]')).toBe('1180.00')
    expect(form.field('lines[0][discount_percent]')).toBe('5')
    expect(form.one('.last-price')).toBe('上次：1,000.00，优惠 5%，2026-03-05')
    expect(form.field(`credits[${w.who('王芳').id}]`)).toBe('100')
    expect(form.one('dd[data-total]')).toContain('2,802.50')
  })

  test('leaves out what is no longer sold, and names it', async () => {
    const id = await w.product({ model: 'GONE-1', name: '旧转子' })
    const lines = [
      { product_model: 'GONE-1', quantity: '1' },
      { product_model: 'TB-250', quantity: '1' },
    ]
    const at = await drafted({ lines })
    await chen.send(`/products/${id}`, { model: 'GONE-1', name: '旧转子', active: '0' })
    const form = await wang.get(again(at))
    expect(form.one('.notice.warn')).toContain('GONE-1 旧转子')
    expect(form.field('lines[0][product_model]')).toBe('TB-250')
    expect(form.field('lines[1][product_model]')).toBe('')
    expect((await wang.get(again(await drafted()))).all('.notice.warn')).toEqual([])
  })

  test('is for whoever may create an order for that customer; a manager leaves the owner to the customer', async () => {
    const theirs = await w.customer({ owner: '李强' })
    const made = await chen.send('/orders', {
      customer_id: theirs,
      owner_id: w.who('王芳').id,
      lines: [{ product_model: 'TB-250', quantity: '1' }],
    })
    expect((await wang.get(made.location)).all(link(made.location)), 'seen, but another’s customer').toEqual([])
    expect((await wang.get(again(made.location))).field('lines[0][product_model]')).toBe('')
    expect((await li.get(made.location)).all(link(made.location))).toHaveLength(1)
    const form = await chen.get(again(made.location))
    expect(form.field('customer_id')).toBe(String(theirs))
    expect(form.field('owner_id')).toBe(String(w.who('李强').id))
    const mine = await drafted()
    expect((await li.get(again(mine))).field('lines[0][product_model]'), 'not seen').toBe('')
    for (const id of ['999999', 'x', '-1']) expect((await wang.get(`/orders/new?copy_of=${id}`)).status).toBe(200)
  })

  test('is not for a cancelled draft, but for a cancelled order', async () => {
    const draft = await drafted()
    await wang.send(`${draft}/cancel`, { reason: '写错了' })
    expect((await wang.get(draft)).all(link(draft))).toEqual([])
    expect((await wang.get(again(draft))).field('lines[0][product_model]')).toBe('')
    const order = await confirmed()
    await wang.send(`${order}/cancel`, { reason: '改期' })
    expect((await wang.get(order)).all(link(order))).toHaveLength(1)
    expect((await wang.get(again(order))).field('lines[0][product_model]')).toBe('HC-2418R')
  })
})
