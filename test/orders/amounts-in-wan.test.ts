import { expect, test } from 'vitest'
import { browserImports } from '../imports/importing.ts'
import { orderDesk } from './order-fixtures.ts'

const { w, wang, chen, customer, drafted, confirmed } = await orderDesk()
const total = async (at: string) => (await wang.get(at)).attribute('tfoot [data-measure=total]', 'data-value')

test('prices and payments may be typed in 万, in either language', async () => {
  const at = await drafted({ lines: [{ product_model: 'TB-250', quantity: '2', unit_price: '17.28万' }] })
  expect(await total(at)).toBe('34560000')
  await w.setLocale('王芳', 'en')
  expect(
    await total(await drafted({ lines: [{ product_model: 'TB-250', quantity: '1', unit_price: '１．５亿元' }] })),
  ).toBe('15000000000')
  await w.setLocale('王芳', 'zh-CN')
  const order = await confirmed()
  const paid = await wang.send(`${order}/payments`, { paid_on: '2026-01-05', amount: '1.5 万', kind: 'payment' })
  expect(paid.status).toBe(303)
  expect((await wang.get(order)).text).toContain('15,000.00')
})

test('but nonsense is refused at its field', async () => {
  for (const unit_price of ['万', '1万2', '0.0000001万', '99999999亿']) {
    const lines = [{ product_model: 'TB-250', quantity: '1', unit_price }]
    const refused = await wang.send('/orders', { customer_id: customer, lines })
    expect(refused.status, unit_price).toBe(422)
    expect(refused.one('#lines-0-unit_price-wrong')).toBeTruthy()
    expect(refused.field('lines[0][unit_price]')).toBe(unit_price)
  }
  const quantity = [{ product_model: 'TB-250', quantity: '1万' }]
  expect((await wang.send('/orders', { customer_id: customer, lines: quantity })).status).toBe(422)
})

test('files may have them too', async () => {
  const imports = browserImports(chen, 'products')
  expect(await imports.all('型号,名称,目录价\nWAN-1,大型设备,17.28万\nWAN-2,整线,1.5亿元\n')).toMatchObject({
    create: 2,
  })
  const products = await chen.get('/products?q=WAN')
  expect(products.text).toContain('172,800.00')
  expect(products.text).toContain('150,000,000.00')
})
