import { expect } from 'vitest'
import { testApp } from '../test-app.ts'

/** An order form's lines: two centrifuges, ten packs of bottles, and a blank line. */
export const lines = {
  lines: [
    { product_model: 'hc-2418r', quantity: '2', unit_price: '86400', discount_percent: '5' },
    { product_model: 'TB-250', quantity: '10', discount_percent: '10' },
    { product_model: '', quantity: '', unit_price: '', discount_percent: '0' },
  ],
}

/** A test app with a customer of 王芳 and some products, and helpers to work on orders. */
export async function orderDesk() {
  const w = await testApp()
  const [wang, li, chen] = [await w.as('王芳'), await w.as('李强'), await w.as('陈静')]
  const customer = await w.customer({
    owner: '王芳',
    name: '刘敏',
    company: '苏州恒测仪器有限公司',
    region: '江苏',
    code: 'SZHC',
  })
  await w.product({ model: 'HC-2418R', name: '高速冷冻离心机', unit: '台', list_price: '86400' })
  await w.product({ model: 'TB-250', name: '离心瓶', unit: '包', list_price: '1180' })
  await w.product({ model: 'OLD-1', name: '停售的', active: '0' })

  /** Creates a draft order of 王芳; returns its path. */
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
  const lineIds = async (at: string): Promise<string[]> => (await chen.get(at)).attributes('tr[data-id]', 'data-id')
  const shipAll = async (at: string, shipped_on = '2026-01-05') => {
    const [first = '', second = ''] = await lineIds(at)
    return wang.send(`${at}/shipments`, { shipped_on, quantities: { [first]: '2', [second]: '10' } })
  }
  return { w, wang, li, chen, customer, drafted, confirmed, lineIds, shipAll }
}
