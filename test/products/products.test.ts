import { beforeAll, describe, expect, test } from 'vitest'
import { productList } from '../../src/products/list.ts'
import { exportedOf } from '../exported-rows.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  wang = await w.as('王芳')
})

const centrifuge = {
  model: 'HC-2418R',
  name: '高速冷冻离心机',
  category: '离心机',
  unit: '台',
  list_price: '86,400.00',
}

describe('a product (product.md, Orders)', () => {
  test('is created by a manager, has a price, and adds its category and unit to the choice lists', async () => {
    const made = await chen.send('/products', centrifuge)
    expect(made.location).toMatch(/^\/products\/\d+$/)
    const page = await chen.get(made.location)
    expect(page.field('list_price')).toBe('86400.00')
    expect(page.field('active')).toBe('1')
    expect(page.all('.list li')[0]).toContain('陈静创建了产品')
    const next = await chen.get('/products/new')
    expect(next.attribute('#category-list option', 'value')).toBe('离心机')
    expect(next.attribute('#unit-list option', 'value')).toBe('台')
  })

  test('is read-only for salespeople', async () => {
    const id = await w.product({ model: 'RT-6X250', name: '角转子' })
    const page = await wang.get(`/products/${id}`)
    expect(page.one('h1 + span')).toBe('角转子')
    expect(page.one('.facts')).toContain('¥\u00a0100.00')
    expect(page.field('model')).toBeUndefined()
    expect((await wang.get('/products/new')).status).toBe(403)
    expect((await wang.send('/products', centrifuge)).status).toBe(403)
    expect((await wang.send(`/products/${id}`, { name: 'x' })).status).toBe(403)
  })

  test('has a unique model, regardless of case', async () => {
    await w.product({ model: 'TB-250', name: '离心瓶' })
    const refused = await chen.send('/products', { model: 'tb-250', name: '另一个' })
    expect(refused.status).toBe(422)
    expect(refused.one('#model-wrong')).toContain('离心瓶')
    expect(refused.field('name')).toBe('另一个')
  })

  test.each(['-1', 'NaN', '1E+3', '1.234', '100000000000000', '1,5'])(
    'is rejected with %s as price',
    async (list_price) => {
      const refused = await chen.send('/products', { model: `P-${list_price}`, name: 'x', list_price })
      expect(refused.status).toBe(422)
      expect(refused.one('#list_price-wrong')).toContain('金额')
      expect(refused.field('list_price')).toBe(list_price)
    },
  )

  test('needs a model and a name; the price is 0 by default', async () => {
    const refused = await chen.send('/products', { unit: '台' })
    expect(refused.one('#model-wrong')).toBe('此项必填。')
    expect(refused.one('#name-wrong')).toBe('此项必填。')
    const made = await chen.send('/products', { model: 'FREE', name: '样品' })
    expect((await chen.get(made.location)).field('list_price')).toBe('0.00')
  })

  test('keeps a history, and reports version conflicts', async () => {
    const id = await w.product({ model: 'SV-INST', name: '安装培训', list_price: '32000' })
    await chen.send(`/products/${id}`, { list_price: '30000', active: '0', version: 1 })
    const page = await chen.get(`/products/${id}`)
    expect(page.one('.list')).toContain('陈静将目录价由“¥\u00a032,000.00”改为“¥\u00a030,000.00”')
    expect(page.one('.list')).toContain('将状态由“在售”改为“停售”')
    const late = await chen.send(`/products/${id}`, { list_price: '31000', version: 1 })
    expect(late.status).toBe(422)
    expect(late.field('list_price')).toBe('31000')
    expect(late.attribute('[data-theirs=list_price]', 'data-value')).toBe('30000.00')
    expect((await chen.send(`/products/${id}`, { list_price: '31000', version: late.field('version') })).status).toBe(
      303,
    )
  })

  test('has a specification: on its page, found by the search, and under its line on an order and its paper', async () => {
    const description = '最高转速 16,000 r/min\n最大容量 4 × 100 mL'
    const id = await w.product({ model: 'HC-1616', name: '台式离心机', description })
    expect((await wang.get(`/products/${id}`)).one('.facts .as-typed')).toBe(description)
    expect((await wang.get('/products?q=16,000')).all('tr[data-id] th')).toEqual(['HC-1616'])
    const customer_id = await w.customer({ name: '孙悦' })
    const lines = [{ product_model: 'HC-1616', quantity: '1' }]
    const order = await wang.send('/orders', { customer_id, lines })
    for (const path of [order.location, `${order.location}/print`])
      expect((await wang.get(path)).one('td .description')).toBe(description)
  })

  test('shows markup as text', async () => {
    const evil = '"><script>alert(1)</script>'
    const made = await chen.send('/products', { model: evil, name: evil, category: evil, unit: evil })
    for (const who of [chen, wang])
      for (const path of [made.location, '/products', '/products/new'])
        expect((await who.get(path)).text).not.toContain('<script>alert')
  })
})

describe('the product list', () => {
  beforeAll(async () => {
    await w.product({ model: 'QXV-1', name: '移液器', category: '液体处理', unit: '支', list_price: '1200' })
    await w.product({ model: 'QXV-2', name: '电子天平', category: '称量', unit: '台', list_price: '9.5', active: '0' })
  })

  test.each([
    ['qxv', ['QXV-1', 'QXV-2']],
    ['移液', ['QXV-1']],
    ['yiye', ['QXV-1']],
    ['dztp', ['QXV-2']],
    ['称量', ['QXV-2']],
  ])('finds %s', async (q, models) => {
    expect((await wang.get(`/products?q=${encodeURIComponent(q)}&sort=model`)).all('tr[data-id] th')).toEqual(models)
  })

  test('filters by category and products on sale, and sorts by price', async () => {
    expect((await wang.get('/products?category=称量')).all('tr[data-id] th')).toEqual(['QXV-2'])
    expect((await wang.get('/products?active=0&q=qxv')).all('tr[data-id] th')).toEqual(['QXV-2'])
    expect((await wang.get('/products?q=qxv&sort=-list_price')).all('tr[data-id] th')).toEqual(['QXV-1', 'QXV-2'])
  })

  test('exports plain decimals with the form’s field names', async () => {
    const rows = await exportedOf(productList, 'q=qxv', chen.person)
    const blank = { description: '' }
    expect(rows).toEqual([
      {
        ...blank,
        model: 'QXV-1',
        name: '移液器',
        category: '液体处理',
        unit: '支',
        list_price: '1200.00',
        active: '1',
      },
      { ...blank, model: 'QXV-2', name: '电子天平', category: '称量', unit: '台', list_price: '9.50', active: '0' },
    ])
  })

  test('offers products on sale to scripts', async () => {
    const answer = await wang.get('/products.json?q=qxv')
    expect(JSON.parse(answer.text)).toEqual([{ model: 'QXV-1', name: '移液器', unit: '支', list_price: '1200.00' }])
  })
})
