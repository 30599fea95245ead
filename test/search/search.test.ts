import { beforeAll, describe, expect, test } from 'vitest'
import { orderDesk } from '../orders/order-fixtures.ts'
import type { Seen, SignedInClient } from '../test-app.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
let order: string
let draft: string
let theirs: string
const customers: Record<string, number> = {}
beforeAll(async () => {
  desk = await orderDesk()
  const { w, chen, confirmed, drafted } = desk
  order = await confirmed({ ordered_on: '2026-03-04', contract_number: 'HX-2026-118' })
  draft = await drafted({ ordered_on: '2026-05-06' })
  customers.zhang = await w.customer({ name: '张三', company: '上海恒岳', phone: '138 1702 5536' })
  customers.other = await w.customer({ name: '郑爽', company: '昆明科学院', code: '17025536', owner: '李强' })
  const given = { customer_id: customers.other, owner_id: w.who('李强').id, ordered_on: '2026-04-01' }
  const lines = [{ product_model: 'HC-2418R', quantity: '1' }]
  theirs = (await chen.send('/orders', { ...given, contract_number: 'KM-7', lines })).location
  customers.html = await w.customer({ name: '<b>王</b>', company: '"><script>alert(1)</script>' })
})

const ask = (who: SignedInClient, q: string): Promise<Seen> => who.get(`/search?q=${encodeURIComponent(q)}`)
const hits = async (who: SignedInClient, q: string): Promise<string[]> =>
  (await ask(who, q)).attributes('.search-hits li[data-id] a', 'href')
const titles = async (who: SignedInClient, q: string): Promise<string[]> =>
  (await ask(who, q)).all('.search-hits li[data-id] b')
const customer = (name: string) => `/customers/${customers[name]}`

describe('the global search', () => {
  test.each([
    ['initials, one’s own first', 'zs', ['张三', '郑爽']],
    ['pinyin', 'zhangsan', ['张三']],
    ['a character', '郑', ['郑爽']],
    ['digits of a phone', '7025', ['张三', '郑爽']],
    ['an order number', 'so-000001', ['SO-000001']],
    ['a contract', 'hx-2026', ['SO-000001']],
    ['a company: the customer and the orders', '苏州恒测', ['刘敏', '草稿 2', 'SO-000001']],
    ['a product model', 'hc-2418r', ['HC-2418R']],
    ['a product’s name by initials', 'lxp', ['TB-250']],
    ['full width', 'ＨＣ－２４１８', ['HC-2418R']],
    ['two words, both to be found', 'zhang 上海', ['张三']],
    ['two words of two records', 'zhang 昆明', []],
    ['signs that a search language would read', '") OR 1=1 --', []],
  ])('finds by %s', async (_, q, expected) => {
    expect(await titles(desk.wang, q)).toEqual(expected)
  })

  test('ranks an exact name before names that only sound the same', async () => {
    const other = await desk.w.customer({ name: '韩欣怡', company: '涨潮长风仪器' })
    const called = await desk.w.customer({ name: '章子怡', owner: '李强' })
    const found = await hits(desk.wang, 'zhang')
    expect(found.at(-1)).toBe(`/customers/${other}`)
    expect(found.indexOf(`/customers/${called}`)).toBeGreaterThan(-1)
    expect(await hits(desk.wang, 'zzy')).toEqual([`/customers/${called}`])
  })

  test('ranks exact matches first', async () => {
    expect(await hits(desk.wang, '138-1702-5536')).toEqual([customer('zhang')])
    const coded = await desk.w.customer({ name: '甲', code: 'AB-1' })
    await desk.w.customer({ name: '乙', code: 'AB-10' })
    expect((await hits(desk.wang, 'ab-1'))[0]).toBe(`/customers/${coded}`)
    expect(await hits(desk.wang, '+86 13817025536')).toEqual([customer('zhang')])
  })

  test('shows what each result is, and links to the lists for the rest', async () => {
    const page = await ask(desk.wang, '恒测')
    expect(page.all('h2')).toEqual(['客户', '订单'])
    expect(page.one('[data-group=orders] li[data-id]')).toMatch(/草稿 2.*苏州恒测.*草稿.*5月6日/s)
    expect(page.one('#list-status')).toBe('找到 3 条')
    for (let n = 0; n < 8; n++) await desk.w.customer({ name: `周颖${n}` })
    const many = await ask(desk.wang, '周颖')
    expect(many.all('[data-group=customers] li[data-id]')).toHaveLength(6)
    expect(many.one('[data-group=customers] .section-head')).toContain('6+')
    expect(many.attribute('.rest', 'href')).toBe('/customers?q=%E5%91%A8%E9%A2%96')
    expect(many.one('#list-status')).toBe('找到 6+ 条')
  })
})

describe('permissions', () => {
  test('another person’s order is not found at all; customers and products are visible to everyone', async () => {
    expect(await hits(desk.wang, 'KM-7')).toEqual([])
    expect(await hits(desk.wang, '昆明科学院')).toEqual([customer('other')])
    expect(await hits(desk.li, 'KM-7')).toEqual([theirs])
    expect(await hits(desk.li, 'so-000001')).toEqual([])
    expect(await hits(desk.chen, 'HX-2026')).toEqual([order])
    expect(await hits(desk.chen, '草稿')).toEqual([])
    expect(draft).toBe('/orders/2')
  })

  test('an opportunity is found by its owner and managers', async () => {
    const fields = { customer_id: customers.other, title: '气相色谱仪', expected_amount: '236000', stage: 'proposal' }
    const { location } = await desk.li.send('/opportunities', fields)
    expect(await hits(desk.wang, 'qxspy')).toEqual([])
    expect(await hits(desk.wang, '昆明科学院')).toEqual([customer('other')])
    expect(await hits(desk.li, 'qxspy')).toEqual([location])
    const seen = await ask(desk.chen, '色谱')
    expect(seen.one('[data-group=opportunities] li')).toMatch(/气相色谱仪.*昆明科学院.*方案报价.*236,000\.00/s)
  })
})

describe('pages', () => {
  test('are listed before a query is entered, as far as the person may open them', async () => {
    const [wang, chen] = [await desk.wang.get('/search'), await desk.chen.get('/search')]
    expect(wang.attributes('.place', 'href')).toEqual(expect.arrayContaining(['/customers/new', '/orders/new', '/']))
    expect(wang.attributes('.place', 'href')).not.toContain('/products/new')
    expect(chen.attributes('.place', 'href')).toEqual(expect.arrayContaining(['/products/new', '/reports']))
    expect(wang.all('.empty')).toEqual([])
    expect(wang.attribute('[name=q]', 'autofocus')).toBe('')
  })

  test.each([
    ['xjkh', '/customers/new'],
    ['新建客户', '/customers/new'],
    ['new cust', '/customers/new'],
    ['today', '/'],
    ['ORDERS', '/orders'],
  ])('are found by name: %s', async (q, href) => {
    expect((await ask(desk.wang, q)).attributes('.place', 'href')).toContain(href)
  })

  test.each([
    ['团队', '/team'],
    ['settings', '/settings'],
    ['mubiao', '/performance/targets'],
  ])('for managers are found only by managers: %s', async (q, href) => {
    expect((await ask(desk.chen, q)).attributes('.place', 'href')).toContain(href)
    expect((await ask(desk.wang, q)).attributes('.place', 'href')).not.toContain(href)
  })
})

describe('no results', () => {
  test.each([
    ['周到', 'name'],
    ['苏州周到仪器', 'company'],
    ['Around GmbH', 'company'],
    ['0512 6000 1234', 'phone'],
    ['who@around.example', 'email'],
  ])('offer to create a customer with the text in its field: %s', async (q, field) => {
    const page = await ask(desk.wang, q)
    expect(page.one('.empty h2')).toBe(`未找到“${q}”`)
    const form = await desk.wang.get(page.attribute('.empty a', 'href') ?? '')
    expect(form.field(field)).toBe(q)
  })

  test('are reported in English too, with the query', async () => {
    await desk.w.setLocale('王芳', 'en')
    const page = await ask(desk.wang, 'nobody at all')
    expect(page.one('.empty')).toMatch(/No results for “nobody at all”.*Search customers, opportunities/s)
    expect(page.one('#list-status')).toBe('0 results')
    await desk.w.setLocale('王芳', 'zh-CN')
  })
})

describe('unusual queries', () => {
  test('HTML stays text, in the query and in results', async () => {
    const page = await ask(desk.wang, '<script>alert(1)')
    expect(page.text).not.toContain('<script>alert(1)')
    expect(page.attributes('.search-hits li[data-id] a', 'href')).toEqual([customer('html')])
    expect(page.field('q')).toContain('alert(1)')
  })

  test.each(['{{list}} $t(search)', '%', '_', '\\', '*', '🂡', 'x'.repeat(5000), '字'.repeat(1500), 'ﷺ'.repeat(1500)])(
    'finds nothing and stays in its field, cut if it is too long: %#',
    async (q) => {
      const asked = q.slice(0, 200)
      const page = await ask(desk.chen, q)
      expect([page.status, page.field('q'), page.one('.empty h2')]).toEqual([200, asked, `未找到“${asked}”`])
      expect(page.all('.search-hits li[data-id]')).toEqual([])
    },
  )

  test.each(['?q=a&q=b', '?q[]=a', '?q[a]=b', '?q=%00', '?other=1'])(
    'is not text, so nothing is searched: %s',
    async (query) => {
      const page = await desk.wang.get(`/search${query}`)
      expect([page.status, page.field('q'), page.all('.empty')]).toEqual([200, '', []])
      expect(page.all('.place').length).toBeGreaterThan(0)
    },
  )

  test.each([
    ['?q=%ED%A0%80', '\ufffd\ufffd\ufffd'],
    ['?q=%', '%'],
  ])('is invalid UTF-8, searched as decoded: %s', async (query, asked) => {
    const page = await desk.wang.get(`/search${query}`)
    expect([page.status, page.field('q'), page.one('.empty h2')]).toEqual([200, asked, `未找到“${asked}”`])
  })

  test('a customer’s prefilled value that is not text is ignored', async () => {
    const page = await desk.wang.get(
      `/customers/new?name=${'x'.repeat(5000)}&phone=a&phone=b&company=${encodeURIComponent('"><b>')}`,
    )
    expect(page.status).toBe(200)
    expect([page.field('name'), page.field('phone')]).toEqual(['', ''])
    expect(page.all('main b')).toEqual([])
  })
})
