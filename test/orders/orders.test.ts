import { beforeAll, describe, expect, test } from 'vitest'
import { type Visitor, world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
let wang: Visitor
let li: Visitor
let chen: Visitor
let customer: number
beforeAll(async () => {
  w = await world()
  ;[wang, li, chen] = await Promise.all([w.as('王芳'), w.as('李强'), w.as('陈静')])
  customer = await w.customer({
    owner: '王芳',
    name: '刘敏',
    company: '苏州恒测仪器有限公司',
    region: '江苏',
    code: 'SZHC',
  })
  await w.product({ model: 'HC-2418R', name: '高速冷冻离心机', unit: '台', list_price: '86400' })
  await w.product({ model: 'TB-250', name: '离心瓶', unit: '包', list_price: '1180' })
  await w.product({ model: 'OLD-1', name: '停售的', active: '0' })
})

/** An order of 王芳's, as a draft: two centrifuges and ten packs of bottles. */
const lines = {
  lines: [
    { product_model: 'hc-2418r', quantity: '2', unit_price: '86400', discount_percent: '5' },
    { product_model: 'TB-250', quantity: '10', discount_percent: '10' },
    { product_model: '', quantity: '', unit_price: '', discount_percent: '0' },
  ],
}
const drafted = async (fields: object = {}): Promise<string> => {
  const made = await wang.send('/orders', { customer_id: customer, ...lines, ...fields })
  expect(made.status, made.all('.error, [role=alert]').join()).toBe(303)
  return made.location
}
const confirmed = async (fields: object = {}): Promise<string> => {
  const at = await drafted(fields)
  expect((await wang.send(`${at}/confirm`)).status).toBe(303)
  return at
}
const lineIds = async (at: string): Promise<string[]> => {
  const page = await chen.get(at)
  return [0, 1].map((n) => page.attributes('tr[data-id]', 'data-id')[n] ?? '')
}
const shipAll = async (at: string) => {
  const [first, second] = await lineIds(at)
  return wang.send(`${at}/shipments`, {
    shipped_on: '2026-01-05',
    quantities: { [first ?? '']: '2', [second ?? '']: '10' },
  })
}

describe('a new order (product.md, 3)', () => {
  test('is a draft with totals by the server, list prices, the customer’s region, all credit the owner’s', async () => {
    const page = await wang.get(await drafted())
    expect(page.one('h1')).toContain('草稿')
    expect(page.attribute('tfoot [data-measure=total]', 'data-value')).toBe(String(16_416_000 + 1_062_000))
    expect(page.text).toContain('江苏')
    expect(page.one('.facts dd')).toBe('100%')
    expect(page.all('tbody tr[data-id]')).toHaveLength(2)
  })

  test('starts from a customer, with five empty lines and what is on sale offered', async () => {
    const page = await wang.get(`/orders/new?customer_id=${customer}`)
    expect(page.field('customer_id')).toBe(String(customer))
    expect(page.field('region')).toBe('江苏')
    expect(page.all('tr[data-line]')).toHaveLength(5)
    expect(page.text).toContain('value="HC-2418R"')
    expect(page.text).not.toContain('value="OLD-1"')
  })

  test('gives more lines without saving anything', async () => {
    const before = w.contents()
    const page = await wang.send('/orders', { customer_id: customer, ...lines, more_lines: '1', _once: 'more-0001' })
    expect(page.status).toBe(200)
    expect(page.all('tr[data-line]')).toHaveLength(7)
    expect(page.field('lines[1][product_model]')).toBe('TB-250')
    expect(page.all('[role=alert]')).toEqual([])
    expect(w.contents()).toEqual(before)
  })

  test('is for a customer one owns, but a manager’s for any, given to whom they say', async () => {
    const theirs = await w.customer({ owner: '李强' })
    const refused = await wang.send('/orders', { customer_id: theirs, ...lines })
    expect(refused.status).toBe(422)
    expect(refused.one('#customer_id-wrong')).toContain('自己负责的客户')
    expect(refused.field('lines[0][quantity]')).toBe('2')
    expect((await wang.send('/orders', { customer_id: 999999, ...lines })).one('#customer_id-wrong')).toBeTruthy()
    expect((await wang.send('/orders', lines)).one('#customer_id-wrong')).toBe('这一项要填。')
    const other = await wang.send('/orders', { customer_id: customer, owner_id: w.who('李强').id, ...lines })
    expect(other.status).toBe(422)
    const made = await chen.send('/orders', { customer_id: theirs, owner_id: w.who('李强').id, ...lines })
    expect((await chen.get(made.location)).one('.page-head .who')).toContain('李强')
    expect((await chen.get(made.location)).one('.facts .who')).toContain('李强')
  })

  test.each([
    ['an unknown model', { product_model: 'NOPE' }, 'product_model', '没有这个型号'],
    ['one no longer sold', { product_model: 'OLD-1' }, 'product_model', '停售'],
    ['a negative quantity', { quantity: '-1' }, 'quantity', '数量'],
    ['no quantity', { quantity: '' }, 'quantity', '要填'],
    ['a quantity of 0', { quantity: '0' }, 'quantity', '数量'],
    ['NaN', { quantity: 'NaN' }, 'quantity', '数量'],
    ['four places', { quantity: '1.0001' }, 'quantity', '数量'],
    ['a negative price', { unit_price: '-5' }, 'unit_price', '金额'],
    ['an exponent', { unit_price: '1E+3' }, 'unit_price', '金额'],
    ['a price too great', { unit_price: '100000000000000' }, 'unit_price', '金额'],
    ['an amount too great', { unit_price: '99999999999', quantity: '999999' }, 'quantity', '太大'],
    ['a discount above 100', { discount_percent: '100.01' }, 'discount_percent', '0 到 100'],
    ['a negative discount', { discount_percent: '-1' }, 'discount_percent', '0 到 100'],
  ])('refuses %s at its line, which may have any number', async (_, wrong, field, text) => {
    const before = w.contents()
    const good = { product_model: 'TB-250', quantity: '1' }
    const refused = await wang.send('/orders', { customer_id: customer, lines: { 0: good, 12: { ...good, ...wrong } } })
    expect(refused.status).toBe(422)
    expect(refused.one(`#lines-12-${field}-wrong`)).toContain(text)
    expect(refused.one('.notice.bad')).toContain('第 13 行')
    expect(refused.field('lines[0][product_model]')).toBe('TB-250')
    expect(w.contents()).toEqual(before)
  })

  test.each(['x', { a: { product_model: 'TB-250' } }, [], { 0: 'x' }, ['x', 'y']])(
    'refuses lines that are none: %j',
    async (lines) => {
      const refused = await wang.send('/orders', { customer_id: customer, lines })
      expect(refused.status).toBe(422)
      expect(refused.all('[role=alert]').length).toBeGreaterThan(0)
    },
  )

  test('takes a thousand lines, and no more', async () => {
    const many = (n: number) => Array.from({ length: n }, () => ({ product_model: 'TB-250', quantity: '1' }))
    const made = await wang.send('/orders', { customer_id: customer, lines: many(1000) })
    expect((await wang.get(made.location)).attribute('tfoot [data-measure=total]', 'data-value')).toBe('118000000')
    expect((await wang.get(`${made.location}/edit`)).all('tr[data-line]')).toHaveLength(1000)
    const refused = await wang.send('/orders', { customer_id: customer, lines: many(1001) })
    expect(refused.status).toBe(422)
    expect(refused.one('#lines .error')).toContain('1,000')
  })

  test('is credited as said, in whole percent that make 100', async () => {
    const [first, second] = [w.who('王芳').id, w.who('李强').id]
    const page = await wang.get(await drafted({ credits: { [first]: '60', [second]: '40' } }))
    expect(page.all('.facts dd').slice(0, 2)).toEqual(['60%', '40%'])
    for (const credits of [
      { [first]: '60' },
      { [first]: '60', [second]: '41' },
      { [first]: '0.5' },
      { [first]: '-1' },
      { 99999: '100' },
      'x',
      { x: '100' },
    ]) {
      const refused = await wang.send('/orders', { customer_id: customer, ...lines, credits })
      expect(refused.status, JSON.stringify(credits)).toBe(422)
      expect(refused.all('#credits .state.bad, .notice.bad').length).toBeGreaterThan(0)
    }
  })

  test('sent twice is made once', async () => {
    const fields = { customer_id: customer, ...lines, _once: 'order-once-1' }
    const [first, second] = [await wang.send('/orders', fields), await wang.send('/orders', fields)]
    expect(second.location).toBe(first.location)
  })

  test('shows markup as text, everywhere', async () => {
    const evil = '"><script>alert(1)</script>'
    await w.product({ model: evil, name: evil, unit: evil })
    const at = await drafted({
      region: evil,
      notes: evil,
      contract_number: evil,
      lines: [{ product_model: evil, quantity: '1' }],
    })
    for (const path of [
      at,
      `${at}/edit`,
      `${at}/print`,
      '/orders',
      `/customers/${customer}`,
      `/orders?product=${encodeURIComponent(evil)}`,
    ])
      expect((await wang.get(path)).text, path).not.toContain('<script>alert')
  })
})

describe('confirming', () => {
  test('gives the next number without gaps, also to many at once; one that is taken is stepped over', async () => {
    const drafts = await Promise.all([1, 2, 3, 4].map(() => drafted()))
    await Promise.all(drafts.map((at) => wang.send(`${at}/confirm`)))
    const numbers = await Promise.all(drafts.map(async (at) => (await wang.get(at)).one('h1') ?? ''))
    const all = numbers.map((number) => Number(number.replace('SO-', ''))).toSorted((a, b) => a - b)
    expect(all.map((number) => number - (all[0] ?? 0))).toEqual([0, 1, 2, 3])
    expect(numbers[0]).toMatch(/^SO-\d{6}$/)
  })

  test('happens once; a page that is out of date is told', async () => {
    const at = await drafted()
    expect((await wang.send(`${at}/confirm`, { version: 99 })).one('[role=alert]')).toContain('有人改过')
    await wang.send(`${at}/confirm`)
    const again = await wang.send(`${at}/confirm`)
    expect(again.status).toBe(422)
    expect(again.one('[role=alert]')).toContain('不是草稿')
  })
})

describe('changing', () => {
  test('a draft altogether; what is left out stays', async () => {
    const at = await drafted({ notes: '附检定证书' })
    await wang.send(at, { region: '上海', version: 1 })
    const page = await wang.get(at)
    expect(page.text).toContain('王芳 把地区从 江苏 改为 上海')
    expect(page.text).toContain('附检定证书')
    expect(page.all('tbody tr[data-id]')).toHaveLength(2)
    await wang.send(at, { lines: [{ product_model: 'TB-250', quantity: '3.5' }] })
    expect((await wang.get(at)).attribute('tfoot [data-measure=total]', 'data-value')).toBe('413000')
  })

  test('a confirmed one’s lines, with a line of history each, until the first shipment', async () => {
    const at = await confirmed()
    const changed = { lines: [{ product_model: 'HC-2418R', quantity: '3', unit_price: '80000' }] }
    expect((await wang.send(at, changed)).status).toBe(303)
    const page = await wang.get(at)
    expect(page.text).toContain('王芳 把 HC-2418R 从 2 × ¥\u00a086,400.00，折扣 5% 改为 3 × ¥\u00a080,000.00')
    expect(page.text).toContain('王芳 删去 TB-250')
    const [first] = await lineIds(at)
    await wang.send(`${at}/shipments`, { quantities: { [first ?? '']: '1' } })
    const refused = await wang.send(at, { lines: [{ product_model: 'HC-2418R', quantity: '4' }] })
    expect(refused.status).toBe(422)
    expect(refused.one('#lines .error')).toContain('不能再改')
    expect((await wang.send(at, { region: '上海' })).status).toBe(422)
    expect((await wang.send(at, { due_on: '2026-12-31', notes: '可以改' })).status).toBe(303)
  })

  test('a second editor is told, with theirs beside what was typed', async () => {
    const at = await drafted()
    await wang.send(at, { lines: [{ product_model: 'TB-250', quantity: '1' }], version: 1 })
    const late = await chen.send(at, { region: '上海', ...lines, version: 1 })
    expect(late.status).toBe(422)
    expect(late.attribute('[data-theirs=lines]', 'data-value')).toContain('TB-250 × 1')
    expect(late.field('region')).toBe('上海')
    expect((await chen.send(at, { region: '上海', ...lines, version: late.field('version') })).status).toBe(303)
  })
})

describe('shipping', () => {
  test('takes what is left, in parts, and no more; reversed, it is to be shipped again', async () => {
    const at = await confirmed()
    const [first = '', second = ''] = await lineIds(at)
    expect((await wang.send(`${at}/shipments`, {})).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { [first]: '0', [second]: '' } })).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { 999999: '1' } })).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { [first]: '-1' } })).status).toBe(422)
    const some = await wang.send(`${at}/shipments`, {
      carrier: '顺丰',
      tracking_number: 'SF 1',
      quantities: { [first]: '1.5' },
    })
    expect(some.status).toBe(303)
    expect((await wang.get(at)).all('.steps b')).toContain('部分发货')
    const refused = await wang.send(`${at}/shipments`, { carrier: '德邦', quantities: { [first]: '0.501' } })
    expect(refused.status).toBe(422)
    expect(refused.one(`#quantities-${first}--wrong`)).toContain('0.5')
    expect(refused.field('carrier')).toBe('德邦')
    await wang.send(`${at}/shipments`, { quantities: { [first]: '0.5', [second]: '10' } })
    expect((await wang.get(at)).all('.steps b')).toContain('已发货')
    const shipment = (await wang.get(at)).attribute('tr[data-shipment]', 'data-shipment')
    expect((await wang.send(`/shipments/${shipment}/reverse`, {})).status).toBe(422)
    expect((await wang.send(`/shipments/${shipment}/reverse`, { reason: '发错了' })).location).toBe(at)
    expect((await wang.send(`/shipments/${shipment}/reverse`, { reason: '再来' })).status).toBe(422)
    const page = await wang.get(at)
    expect(page.all('.steps b')).toContain('部分发货')
    expect(page.text).toContain('发错了')
  })

  test('two at once don’t ship more than there is', async () => {
    const at = await confirmed()
    const answers = await Promise.all([shipAll(at), shipAll(at)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })

  test('is for confirmed orders; one that owes nothing is then completed, and open again when reversed', async () => {
    const at = await drafted({ lines: [{ product_model: 'TB-250', quantity: '1', discount_percent: '100' }] })
    const [line = ''] = await lineIds(at)
    expect((await wang.send(`${at}/shipments`, { quantities: { [line]: '1' } })).status).toBe(422)
    await wang.send(`${at}/confirm`)
    await wang.send(`${at}/shipments`, { quantities: { [line]: '1' } })
    expect((await wang.get('/orders?status=completed')).all('tr[data-id]')).toHaveLength(1)
    const shipment = (await wang.get(at)).attribute('tr[data-shipment]', 'data-shipment')
    await wang.send(`/shipments/${shipment}/reverse`, { reason: '退回' })
    expect((await wang.get('/orders?status=completed')).all('tr[data-id]')).toHaveLength(0)
    expect((await wang.get(at)).text).toContain('订单重新打开')
  })
})

describe('cancelling', () => {
  test('wants a reason, and is not for what was shipped', async () => {
    const at = await confirmed()
    expect((await wang.send(`${at}/cancel`, {})).one('#reason-wrong')).toBe('这一项要填。')
    await shipAll(at)
    expect((await wang.send(`${at}/cancel`, { reason: '不要了' })).one('[role=alert]')).toContain('已经发货')
    const other = await confirmed()
    expect((await wang.send(`${other}/cancel`, { reason: '客户改主意' })).status).toBe(303)
    expect((await wang.get(other)).text).toContain('客户改主意')
    expect((await wang.send(other, { notes: 'x' })).status).toBe(422)
    expect((await wang.send(`${other}/confirm`)).status).toBe(422)
    expect((await wang.send(`${other}/cancel`, { reason: 'x' })).status).toBe(422)
  })
})

describe('who may', () => {
  test('an order is its owner’s and the manager’s; the customer’s owner sees it; others don’t', async () => {
    const theirs = await w.customer({ owner: '李强' })
    const made = await chen.send('/orders', { customer_id: theirs, owner_id: w.who('陈静').id, ...lines })
    const at = made.location
    expect((await li.get(at)).status).toBe(200)
    expect((await wang.get(at)).status).toBe(404)
    expect((await li.get(`${at}/edit`)).status).toBe(403)
    for (const act of ['', '/confirm', '/cancel', '/shipments']) {
      expect((await li.send(at + act, { reason: 'x' })).status, act).toBe(403)
      expect((await wang.send(at + act, { reason: 'x' })).status, act).toBe(404)
    }
    expect((await wang.get(`${at}/print`)).status).toBe(404)
    expect((await li.get(`${at}/print`)).status).toBe(200)
    await chen.send(`${at}/confirm`)
    const [first = ''] = await lineIds(at)
    await chen.send(`${at}/shipments`, { quantities: { [first]: '1' } })
    const shipment = (await chen.get(at)).attribute('tr[data-shipment]', 'data-shipment')
    expect((await li.send(`/shipments/${shipment}/reverse`, { reason: 'x' })).status).toBe(403)
    expect((await wang.send(`/shipments/${shipment}/reverse`, { reason: 'x' })).status).toBe(404)
  })
})

describe('on paper', () => {
  test('a draft is a quotation, a confirmed order its confirmation', async () => {
    const at = await drafted()
    expect((await wang.get(`${at}/print`)).one('h1')).toBe('报价单')
    await wang.send(`${at}/confirm`)
    const paper = await wang.get(`${at}/print`)
    expect(paper.one('h1')).toBe('订单确认书')
    expect(paper.text).toContain('苏州恒测仪器有限公司')
    expect(paper.attribute('.totals [data-measure=total]', 'data-value')).toBe('17478000')
    expect(paper.text).toContain('王芳 打印于')
  })
})
