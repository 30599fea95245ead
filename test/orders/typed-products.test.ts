import { describe, expect, test } from 'vitest'
import { browserImports } from '../imports/importing.ts'
import { orderDesk } from './order-fixtures.ts'

const { w, wang, li, chen, customer, drafted, confirmed } = await orderDesk()
for (const [model, name] of [
  ['LX-1', '离心管架'],
  ['LX-2', '离心管架（大）'],
  ['RT-10', '水平转子'],
  ['RT-20', '角转子'],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`FL-${n}`, `滤膜 ${n} 号`]),
] as const)
  await w.product({ model, name, list_price: '20' })

const send = (product_model: string) =>
  wang.send('/orders', { customer_id: customer, lines: [{ product_model, quantity: '1' }] })
const at = 'lines[0][product_model]'

describe('a line takes a product', () => {
  test.each([
    ['its model in another case', 'hc-2418r', 'HC-2418R'],
    ['its model in full width', 'ＨＣ－２４１８ｒ', 'HC-2418R'],
    ['its name', '高速冷冻离心机', 'HC-2418R'],
    ['a part of its name', '冷冻', 'HC-2418R'],
    ['the pinyin of its name', 'lixinping', 'TB-250'],
    ['its initials', 'gsldlxj', 'HC-2418R'],
    ['its initials in capitals and full width', 'ＧＳＬＤ', 'HC-2418R'],
    ['a whole name that others contain', '离心管架', 'LX-1'],
    ['a whole name’s initials that others contain', 'lxgj', 'LX-1'],
    ['two words of its name', '转子 水平', 'RT-10'],
  ])('by %s', async (_, typed, model) => {
    const made = await send(typed)
    expect(made.status, made.all('.error').join()).toBe(303)
    expect((await wang.get(made.location)).one('tr[data-id] th')).toBe(model)
    expect((await wang.get(`${made.location}/edit`)).field(at)).toBe(model)
  })

  test('and is refused with up to five candidates for several, or a part of a model', async () => {
    const several = await send('转子')
    expect(several.status).toBe(422)
    const said = several.one('#lines-0-product_model-wrong')
    expect(said).toContain('“转子”')
    expect(said).toContain('RT-20 角转子')
    expect(said).toContain('RT-10 水平转子')
    expect(several.field(at)).toBe('转子')
    const six = (await send('滤膜')).one('#lines-0-product_model-wrong') ?? ''
    expect(six.match(/FL-\d/g)).toHaveLength(5)
    expect(six).toContain('…')
    expect((await send('HC-24')).one('#lines-0-product_model-wrong')).toContain('HC-2418R 高速冷冻离心机')
    expect((await send('包')).one('#lines-0-product_model-wrong')).toContain('没有该型号')
  })

  test('but none that is no longer sold, by name or by model', async () => {
    expect((await send('停售的')).one('#lines-0-product_model-wrong')).toContain('“停售的”')
    expect((await send('old-1')).one('#lines-0-product_model-wrong')).toContain('停售')
  })

  test('when a file is imported, only by its model', async () => {
    const imports = browserImports(chen, 'orders')
    const file = (model: string) =>
      Buffer.from(`customer_code,number,ordered_on,product_model,quantity\nSZHC,A1,2026-01-05,${model},1\n`)
    expect(await imports.preview(file('离心瓶'))).toMatchObject({ reject: 1 })
    expect(await imports.preview(file('tb-250'))).toMatchObject({ create: 1 })
  })
})

describe('a form that comes back', () => {
  test('writes the model in its own case, with the product’s name and unit', async () => {
    const lines = [
      { product_model: 'lxp', quantity: '' },
      { product_model: '转子', quantity: '1' },
    ]
    const page = await wang.send('/orders', { customer_id: customer, lines })
    expect(page.status).toBe(422)
    expect(page.field(at)).toBe('TB-250')
    expect(page.one('tr[data-line="0"] .said')).toBe('离心瓶')
    expect(page.one('tr[data-line="0"] [data-unit]')).toBe('包')
    expect(page.all('tr[data-line="1"] .said')).toEqual([])
  })

  test('says the customer’s last price, of the newest confirmed order by its date', async () => {
    const line = (unit_price: string, discount_percent = '') => [
      { product_model: 'TB-250', quantity: '1', unit_price, discount_percent },
    ]
    await confirmed({ ordered_on: '2026-03-05', lines: line('1180') })
    await confirmed({ ordered_on: '2026-03-04', lines: line('900') })
    await drafted({ ordered_on: '2026-03-06', lines: line('800') })
    const cancelled = await confirmed({ ordered_on: '2026-03-07', lines: line('700') })
    expect((await wang.send(`${cancelled}/cancel`, { reason: '重复' })).status).toBe(303)
    const asked = `/orders/new?customer_id=${customer}&product=tb-250`
    const page = await wang.get(asked)
    expect(page.one('.last-price')).toBe('上次：1,180.00，2026-03-05')
    expect(page.field('lines[0][unit_price]')).toBe('')
    await w.setLocale('王芳', 'en')
    expect((await wang.get(asked)).one('.last-price')).toBe('Last: 1,180.00 on 2026-03-05')
    await w.setLocale('王芳', 'zh-CN')

    const newest = await confirmed({ ordered_on: '2026-03-08', lines: line('1000', '5') })
    expect((await wang.get(asked)).one('.last-price')).toBe('上次：1,000.00，优惠 5%，2026-03-08')
    expect((await wang.get(`${newest}/edit`)).one('.last-price'), 'its own price').toBe('上次：1,180.00，2026-03-05')
    const ofNewest = `${asked}&edited_id=${newest.split('/').at(-1)}`
    expect((await wang.get(ofNewest)).one('.last-price')).toBe('上次：1,180.00，2026-03-05')
    expect((await li.get(asked)).all('.last-price'), 'orders that one may not see').toEqual([])
    const other = await w.customer({ owner: '王芳' })
    expect((await wang.get(`/orders/new?customer_id=${other}&product=tb-250`)).all('.last-price')).toEqual([])
  })

  test('for one product says what is wrong with it, and offers what matches', async () => {
    const page = await wang.get('/orders/new?product=转子')
    expect(page.status).toBe(200)
    expect(page.one('#lines-0-product_model-wrong')).toContain('RT-20 角转子')
    expect(page.attributes('#models option', 'value')).toEqual(['RT-10', 'RT-20'])
    expect((await wang.get('/orders/new?product=old-1')).one('#lines-0-product_model-wrong')).toContain('停售')
    expect((await wang.get('/orders/new?product=%00')).all('.error')).toEqual([])
  })
})
