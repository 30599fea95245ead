import { describe, expect, test } from 'vitest'
import { lines, orderDesk } from './order-fixtures.ts'

const { w, wang, chen, customer, drafted } = await orderDesk()

describe('a new order (product.md, 3)', () => {
  test('is a draft with totals from the server, list prices, the customer’s region, all credit for the owner', async () => {
    const page = await wang.get(await drafted())
    expect(page.one('h1')).toContain('草稿')
    expect(page.attribute('tfoot [data-measure=total]', 'data-value')).toBe(String(16_416_000 + 1_062_000))
    expect(page.text).toContain('江苏')
    expect(page.one('.facts dd')).toBe('100%')
    expect(page.all('tbody tr[data-id]')).toHaveLength(2)
  })

  test('starts from a customer, with five empty lines and the products on sale', async () => {
    const page = await wang.get(`/orders/new?customer_id=${customer}`)
    expect(page.field('customer_id')).toBe(String(customer))
    expect(page.field('region')).toBe('江苏')
    expect(page.all('tr[data-line]')).toHaveLength(5)
    expect(page.text).toContain('value="HC-2418R"')
    expect(page.text).not.toContain('value="OLD-1"')
  })

  test('adds lines without saving anything', async () => {
    const before = await w.contents()
    const page = await wang.send('/orders', { customer_id: customer, ...lines, more_lines: '1', _once: 'more-0001' })
    expect(page.status).toBe(200)
    expect(page.all('tr[data-line]')).toHaveLength(7)
    expect(page.field('lines[1][product_model]')).toBe('TB-250')
    expect(page.all('[role=alert]')).toEqual([])
    expect(await w.contents()).toEqual(before)
  })

  test('is for one’s own customer, but a manager’s for any, with a chosen owner', async () => {
    const theirs = await w.customer({ owner: '李强' })
    const refused = await wang.send('/orders', { customer_id: theirs, ...lines })
    expect(refused.status).toBe(422)
    expect(refused.one('#customer_id-wrong')).toContain('自己负责的客户')
    expect(refused.field('lines[0][quantity]')).toBe('2')
    expect((await wang.send('/orders', { customer_id: 999999, ...lines })).one('#customer_id-wrong')).toBeTruthy()
    expect((await wang.send('/orders', lines)).one('#customer_id-wrong')).toBe('此项必填。')
    const other = await wang.send('/orders', { customer_id: customer, owner_id: w.who('李强').id, ...lines })
    expect(other.status).toBe(422)
    const made = await chen.send('/orders', { customer_id: theirs, owner_id: w.who('李强').id, ...lines })
    expect((await chen.get(made.location)).one('.page-head .who')).toContain('李强')
    expect((await chen.get(made.location)).one('.facts .who')).toContain('李强')
  })

  test.each([
    ['an unknown model', { product_model: 'NOPE' }, 'product_model', '没有该型号'],
    ['one no longer sold', { product_model: 'OLD-1' }, 'product_model', '停售'],
    ['a negative quantity', { quantity: '-1' }, 'quantity', '数量'],
    ['no quantity', { quantity: '' }, 'quantity', '必填'],
    ['a quantity of 0', { quantity: '0' }, 'quantity', '数量'],
    ['NaN', { quantity: 'NaN' }, 'quantity', '数量'],
    ['four places', { quantity: '1.0001' }, 'quantity', '数量'],
    ['a negative price', { unit_price: '-5' }, 'unit_price', '金额'],
    ['an exponent', { unit_price: '1E+3' }, 'unit_price', '金额'],
    ['a price too great', { unit_price: '100000000000000' }, 'unit_price', '金额'],
    ['an amount too great', { unit_price: '99999999999', quantity: '999999' }, 'quantity', '超出范围'],
    ['a discount above 100', { discount_percent: '100.01' }, 'discount_percent', '0 至 100'],
    ['a negative discount', { discount_percent: '-1' }, 'discount_percent', '0 至 100'],
  ])('rejects %s at its line, whatever its index', async (_, wrong, field, text) => {
    const before = await w.contents()
    const good = { product_model: 'TB-250', quantity: '1' }
    const refused = await wang.send('/orders', { customer_id: customer, lines: { 0: good, 12: { ...good, ...wrong } } })
    expect(refused.status).toBe(422)
    expect(refused.one(`#lines-12-${field}-wrong`)).toContain(text)
    expect(refused.one('.notice.bad')).toContain('第 13 行')
    expect(refused.field('lines[0][product_model]')).toBe('TB-250')
    expect(await w.contents()).toEqual(before)
  })

  test.each(['x', { a: { product_model: 'TB-250' } }, [], { 0: 'x' }, ['x', 'y']])(
    'rejects an invalid list of lines: %j',
    async (lines) => {
      const refused = await wang.send('/orders', { customer_id: customer, lines })
      expect(refused.status).toBe(422)
      expect(refused.all('[role=alert]').length).toBeGreaterThan(0)
    },
  )

  test('accepts a thousand lines, but not more', async () => {
    const many = (n: number) => Array.from({ length: n }, () => ({ product_model: 'TB-250', quantity: '1' }))
    const made = await wang.send('/orders', { customer_id: customer, lines: many(1000) })
    expect((await wang.get(made.location)).attribute('tfoot [data-measure=total]', 'data-value')).toBe('118000000')
    expect((await wang.get(`${made.location}/edit`)).all('tr[data-line]')).toHaveLength(1000)
    const refused = await wang.send('/orders', { customer_id: customer, lines: many(1001) })
    expect(refused.status).toBe(422)
    expect(refused.one('#lines .error')).toContain('1,000')
  })

  test('has the given credits, in whole percent that add up to 100', async () => {
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

  test('is created once if the form is sent twice', async () => {
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
