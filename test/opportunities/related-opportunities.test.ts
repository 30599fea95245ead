import { describe, expect, test } from 'vitest'
import { department, newestHistoryEntry } from './opportunity-fixtures.ts'

const { w, wang, li, chen, customer, theirs, made, updated } = await department()
await w.product({ model: 'HC-2418R', list_price: '86400' })
const lines = [{ product_model: 'HC-2418R', quantity: '1' }]
const idOf = (at: string): string => at.split('/')[2] ?? ''

describe('on the customer’s page', () => {
  test('one’s own are shown in full, others with owner, title and stage only', async () => {
    const own = await made(wang, { title: '王芳的', expected_amount: '1234', expected_close_on: '2099-06-07' })
    const other = await made(li, { title: '李强的', expected_amount: '8765', stage: 'proposal' })
    const page = await wang.get(`/customers/${customer}`)
    expect(page.attributes('main a', 'href')).toEqual(
      expect.arrayContaining([own, `/opportunities/new?customer_id=${customer}`]),
    )
    expect(page.attributes('main a', 'href')).not.toContain(other)
    for (const said of ['1,234.00', '2099-06-07', '李强的', '方案报价']) expect(page.text).toContain(said)
    expect(page.text).not.toContain('8,765')
    const manager = await chen.get(`/customers/${customer}`)
    expect(manager.attributes('main a', 'href')).toEqual(expect.arrayContaining([own, other]))
    expect(manager.text).toContain('8,765.00')
  })

  test('a communication can be about one’s own open opportunity, and is then in its history', async () => {
    const at = await made(wang, { title: '谈的就是它' })
    const foreign = await made(li, { title: '别人的' })
    const closed = await made(wang, { title: '已经结束的', stage: 'won' })
    const elsewhere = await made(wang, { title: '别的客户的', customer_id: theirs })
    const page = await wang.get(`/customers/${customer}`)
    const offered = page.attributes('[name=opportunity_id] option', 'value')
    expect(offered).toContain(idOf(at))
    for (const one of [foreign, closed, elsewhere]) {
      expect(offered).not.toContain(idOf(one))
      const before = await w.contents()
      const answer = await wang.send(`/customers/${customer}/communications`, {
        content: '谈',
        opportunity_id: idOf(one),
      })
      expect(answer.status).toBe(422)
      expect(answer.one('#opportunity_id-wrong')).toBeTruthy()
      expect(answer.field('content')).toBe('谈')
      expect(await w.contents()).toEqual(before)
    }
    await wang.send(`/customers/${customer}/communications`, { content: '对方要样品', opportunity_id: idOf(at) })
    expect(newestHistoryEntry(await wang.get(at))).toContain('对方要样品')
    expect((await li.get(`/customers/${theirs}`)).all('[name=opportunity_id]')).toEqual([])
  })
})

describe('the order created from a won opportunity', () => {
  test('has its customer, even another owner’s, and its shares; both pages link to each other', async () => {
    const credits = { [w.who('王芳').id]: '70', [w.who('李强').id]: '30' }
    const at = await made(wang, { title: '赢下的', customer_id: theirs, credits, expected_amount: '86400' })
    await updated(wang, at, { stage: 'won' })
    const form = await wang.get(`/orders/new?opportunity_id=${idOf(at)}`)
    expect([form.field('customer_id'), form.field('opportunity_id')]).toEqual([String(theirs), idOf(at)])
    expect(form.field(`credits[${w.who('李强').id}]`)).toBe('30')
    for (const said of ['赢下的', '86,400.00']) expect(form.text).toContain(said)
    const refused = await wang.send('/orders', { customer_id: theirs, opportunity_id: idOf(at) })
    expect(refused.status).toBe(422)
    expect(refused.field('opportunity_id')).toBe(idOf(at))
    const order = await wang.send('/orders', { opportunity_id: idOf(at), lines })
    expect(order.status, order.all('.error').join()).toBe(303)
    const page = await wang.get(order.location)
    expect(page.attributes('main a', 'href')).toContain(at)
    expect(page.all('.facts dd.num')).toEqual(['70%', '30%'])
    expect((await wang.get(at)).attributes('main a', 'href')).toContain(order.location)
    const owner = await li.get(order.location)
    expect(owner.text).toContain('赢下的')
    expect(owner.attributes('main a', 'href')).not.toContain(at)
    const moved = await wang.send(order.location, { customer_id: customer })
    expect(moved.one('#customer_id-wrong, .notice.bad')).toContain('一致')
    expect((await wang.send(order.location, { notes: '加急' })).status).toBe(303)
  })

  test('can be created by a manager from any opportunity, and belongs to its owner', async () => {
    const at = await made(wang, { title: '主管录入', stage: 'won' })
    const form = await chen.get(`/orders/new?opportunity_id=${idOf(at)}`)
    expect(form.field('owner_id')).toBe(String(w.who('王芳').id))
    expect((await chen.send('/orders', { opportunity_id: idOf(at), lines })).status).toBe(303)
  })

  test.each([
    ['one that is not won', () => made(wang), {}],
    ['somebody else’s', () => made(li, { stage: 'won' }), {}],
    ['one of another customer', () => made(wang, { stage: 'won' }), { customer_id: theirs }],
  ])('is rejected from %s', async (_, make, fields) => {
    const at = await make()
    const before = await w.contents()
    const answer = await wang.send('/orders', { customer_id: customer, opportunity_id: idOf(at), lines, ...fields })
    expect(answer.status).toBe(422)
    expect(answer.field('lines[0][quantity]')).toBe('1')
    expect(await w.contents()).toEqual(before)
  })
})
