import { beforeAll, describe, expect, test } from 'vitest'
import { parseListParams } from '../../src/lists/parameters.ts'
import { orderLineList } from '../../src/orders/lines-list.ts'
import { orderList } from '../../src/orders/list.ts'
import { exportedOf } from '../exported-rows.ts'
import { orderDesk } from './order-fixtures.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
let shipped: string
let open: string
let draft: string
let theirs: string
beforeAll(async () => {
  desk = await orderDesk()
  const { w, wang, chen, confirmed, drafted, shipAll } = desk
  shipped = await confirmed({ ordered_on: '2026-01-02', due_on: '2026-02-01', notes: '=1+1' })
  await shipAll(shipped, '2026-01-05')
  open = await confirmed({ ordered_on: '2026-03-04', due_on: '2099-01-01', contract_number: 'HX-2026-118' })
  draft = await drafted({
    ordered_on: '2026-05-06',
    due_on: '2026-05-07',
    lines: [{ product_model: 'TB-250', quantity: '1.5' }],
  })
  const customer = await w.customer({ owner: '李强', name: '单雄', company: '昆明滇池水务' })
  const given = {
    customer_id: customer,
    owner_id: w.who('李强').id,
    ordered_on: '2026-04-01',
    lines: [{ product_model: 'HC-2418R', quantity: '1' }],
  }
  theirs = (await chen.send('/orders', given)).location
  await wang.send(`${open}/cancel`, {})
})

const ids = async (who: 'wang' | 'li' | 'chen', query: string): Promise<string[]> =>
  (await desk[who].get(`/orders?${query}`)).attributes('tr[data-id]', 'data-id').map((id) => `/orders/${id}`)

describe('the order list', () => {
  test('shows a salesperson their own and their customers’ orders, a manager all, newest first', async () => {
    expect(await ids('chen', '')).toEqual([draft, theirs, open, shipped])
    expect(await ids('wang', '')).toEqual([draft, open, shipped])
    expect(await ids('li', '')).toEqual([theirs])
    await desk.chen.send(`/customers/${desk.customer}`, { owner_id: desk.w.who('李强').id })
    expect(await ids('li', '')).toEqual([draft, theirs, open, shipped])
    expect(await ids('wang', '')).toEqual([draft, open, shipped])
    await desk.chen.send(`/customers/${desk.customer}`, { owner_id: desk.w.who('王芳').id })
  })

  test.each([
    ['the number', 'q=so-000001', () => [shipped]],
    ['a company', 'q=恒测', () => [draft, open, shipped]],
    ['pinyin of the person', 'q=shanxiong', () => [theirs]],
    ['initials of the company', 'q=kmdc', () => [theirs]],
    ['a contract', 'q=hx-2026', () => [open]],
    ['status', 'status=draft', () => [draft, theirs]],
    ['what is shipped', 'shipping=all', () => [shipped]],
    ['what is to be shipped', 'shipping=open', () => [open]],
    ['what is owed', 'payment=open', () => [open, shipped]],
    ['what is overdue: not drafts, not what is due later', 'overdue=1', () => [shipped]],
    ['a product', 'product=hc-2418r', () => [theirs, open, shipped]],
    ['days', 'from=2026-03-04&to=2026-04-01', () => [theirs, open]],
    ['the oldest first', 'sort=ordered_on', () => [shipped, open, theirs, draft]],
    ['the greatest total first', 'sort=-total&status=draft', () => [theirs, draft]],
  ])('finds by %s', async (_, query, expected) => {
    expect((await ids('chen', query)).toSorted()).toEqual(expected().toSorted())
    if (query.startsWith('sort')) expect(await ids('chen', query)).toEqual(expected())
  })

  test('filters by owner and customer', async () => {
    expect(await ids('chen', `owner_id=${desk.w.who('李强').id}`)).toEqual([theirs])
    expect(await ids('chen', `customer_id=${desk.customer}`)).toEqual([draft, open, shipped])
    expect(await ids('li', `customer_id=${desk.customer}`)).toEqual([])
  })

  test('ignores invalid filters and reports them', async () => {
    const page = await desk.chen.get('/orders?status=x&shipping=1&overdue=2&from=2026-02-30&customer_id=x&sort=name')
    expect(page.all('tr[data-id]')).toHaveLength(4)
    for (const name of ['status', 'shipping', 'overdue', 'from', 'customer_id', 'sort'])
      expect(page.one('.notice.warn')).toContain(name)
  })

  test('shows the amount due and what is overdue', async () => {
    const page = await desk.chen.get('/orders?q=so-000001')
    expect(page.attribute('[data-measure=owed]', 'data-value')).toBe('17478000')
    expect(page.one('.c-due-on .state.bad')).toBeTruthy()
  })

  test('finds orders by their customer’s new name', async () => {
    const customer = await desk.w.customer({ owner: '王芳', company: '旧名' })
    const at = await desk.drafted({ customer_id: customer })
    await desk.wang.send(`/customers/${customer}`, { company: '新名字公司' })
    expect(await ids('chen', 'q=xinmingzi')).toEqual([at])
    await desk.wang.send(`${at}/cancel`, { reason: '试的' })
  })
})

describe('its CSV', () => {
  test('has a row per line, as the import reads it', async () => {
    const rows = await exportedOf(orderLineList, 'status=confirmed&sort=ordered_on', desk.chen.person)
    expect(rows).toHaveLength(4)
    expect(rows[0]).toEqual({
      number: 'SO-000001',
      customer_code: 'SZHC',
      customer: '苏州恒测仪器有限公司',
      owner: 'wangfang',
      ordered_on: '2026-01-02',
      due_on: '2026-02-01',
      region: '江苏',
      status: 'confirmed',
      product_model: 'HC-2418R',
      quantity: '2',
      unit_price: '86400.00',
      discount_percent: '5',
      shipped_on: '2026-01-05',
      paid_on: '',
      paid_amount: '',
      notes: '=1+1',
    })
    expect(rows[3]).toMatchObject({ number: 'SO-000002', product_model: 'TB-250', quantity: '10', shipped_on: '' })
  })

  test('contains the orders that the list shows, for every user', async () => {
    for (const who of ['wang', 'li', 'chen'] as const)
      for (const query of ['', 'status=draft', 'product=HC-2418R', 'shipping=open', 'overdue=1', 'q=恒测']) {
        const { question } = parseListParams(orderLineList, Object.fromEntries(new URLSearchParams(query)))
        const person = desk[who].person
        const numbers = new Set<number>()
        for await (const row of orderLineList.stream(question, person)) numbers.add(row.id)
        expect(numbers.size, `${who} ${query}`).toBe((await orderList.page(question, person)).total)
      }
  })

  test('is available to everyone, with the orders they may see', async () => {
    const file = await desk.li.get('/orders.csv')
    expect(file.headers['content-disposition']).toContain('.csv')
    expect(file.text).toContain('昆明滇池水务')
    expect(file.text).not.toContain('苏州恒测')
  })
})
