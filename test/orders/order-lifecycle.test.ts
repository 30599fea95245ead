import { describe, expect, test } from 'vitest'
import type { Seen } from '../test-app.ts'
import { lines, orderDesk } from './order-fixtures.ts'

const { w, wang, li, chen, drafted, confirmed, lineIds, shipAll } = await orderDesk()

describe('confirming', () => {
  test('gives the next number without gaps, also in parallel; a number in use is skipped', async () => {
    const drafts = await Promise.all([1, 2, 3, 4].map(() => drafted()))
    await Promise.all(drafts.map((at) => wang.send(`${at}/confirm`)))
    const numbers = await Promise.all(drafts.map(async (at) => (await wang.get(at)).one('h1') ?? ''))
    const all = numbers.map((number) => Number(number.replace('SO-', ''))).toSorted((a, b) => a - b)
    expect(all.map((number) => number - (all[0] ?? 0))).toEqual([0, 1, 2, 3])
    expect(numbers[0]).toMatch(/^SO-\d{6}$/)
  })

  test('happens once; an outdated page gets a conflict', async () => {
    const at = await drafted()
    expect((await wang.send(`${at}/confirm`, { version: 99 })).one('[role=alert]')).toContain('已被其他人修改')
    await wang.send(`${at}/confirm`)
    const again = await wang.send(`${at}/confirm`)
    expect(again.status).toBe(422)
    expect(again.one('[role=alert]')).toContain('不是草稿')
  })
})

describe('changing', () => {
  test('a draft: everything can change, missing fields stay', async () => {
    const at = await drafted({ notes: '附检定证书' })
    await wang.send(at, { region: '上海', version: 1 })
    const page = await wang.get(at)
    expect(page.text).toContain('王芳将地区由“江苏”改为“上海”')
    expect(page.text).toContain('附检定证书')
    expect(page.all('tbody tr[data-id]')).toHaveLength(2)
    await wang.send(at, { lines: [{ product_model: 'TB-250', quantity: '3.5' }] })
    expect((await wang.get(at)).attribute('tfoot [data-measure=total]', 'data-value')).toBe('413000')
  })

  test('a confirmed order: its lines, with a history entry each, until the first shipment', async () => {
    const at = await confirmed()
    const changed = { lines: [{ product_model: 'HC-2418R', quantity: '3', unit_price: '80000' }] }
    expect((await wang.send(at, changed)).status).toBe(303)
    const page = await wang.get(at)
    expect(page.text).toContain('王芳将 HC-2418R 由“2 × ¥\u00a086,400.00，优惠 5%”改为“3 × ¥\u00a080,000.00”')
    expect(page.text).toContain('王芳删除了 TB-250')
    const [first] = await lineIds(at)
    await wang.send(`${at}/shipments`, { quantities: { [first ?? '']: '1' } })
    const refused = await wang.send(at, { lines: [{ product_model: 'HC-2418R', quantity: '4' }] })
    expect(refused.status).toBe(422)
    expect(refused.one('#lines .error')).toContain('不能修改')
    expect((await wang.send(at, { region: '上海' })).status).toBe(422)
    expect((await wang.send(at, { due_on: '2026-12-31', notes: '可以改' })).status).toBe(303)
  })

  test('a second editor gets a conflict that shows both versions', async () => {
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
  test('ships what is left, in parts, and not more; after a reversal it can be shipped again', async () => {
    const at = await confirmed()
    const [first = '', second = ''] = await lineIds(at)
    expect((await wang.send(`${at}/shipments`, {})).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { [first]: '0', [second]: '' } })).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { 999999: '1' } })).status).toBe(422)
    expect((await wang.send(`${at}/shipments`, { quantities: { [first]: '-1' } })).status).toBe(422)
    const twice = { [first]: '1', [`0${first}`]: '1' }
    expect((await wang.send(`${at}/shipments`, { quantities: twice })).status).toBe(422)
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

  test('two parallel shipments do not ship too much', async () => {
    const at = await confirmed()
    const answers = await Promise.all([shipAll(at), shipAll(at)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })

  test('is only for confirmed orders; a paid one is then completed, and reopened by a reversal', async () => {
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
  test('needs a reason, and is not possible for shipped orders', async () => {
    const at = await confirmed()
    expect((await wang.send(`${at}/cancel`, {})).one('#reason-wrong')).toBe('此项必填。')
    await shipAll(at)
    expect((await wang.send(`${at}/cancel`, { reason: '不要了' })).one('[role=alert]')).toContain('订单已有发货')
    const other = await confirmed()
    expect((await wang.send(`${other}/cancel`, { reason: '客户改主意' })).status).toBe(303)
    expect((await wang.get(other)).text).toContain('客户改主意')
    expect((await wang.send(other, { notes: 'x' })).status).toBe(422)
    expect((await wang.send(`${other}/confirm`)).status).toBe(422)
    expect((await wang.send(`${other}/cancel`, { reason: 'x' })).status).toBe(422)
  })
})

describe('an action on an outdated version', () => {
  test.each(['cancel', 'shipments', 'payments'] as const)(
    'is not done: %s; the reason is kept, and a second submission does it',
    async (what) => {
      const at = await confirmed()
      if (what === 'shipments') await shipAll(at)
      if (what === 'payments') await wang.send(`${at}/payments`, { amount: '1' })
      const opened = await wang.get(at)
      const action =
        what === 'cancel' ? `${at}/cancel` : (opened.attribute(`form[action^="/${what}/"]`, 'action') ?? '')
      const version = (page: Seen) => page.attribute(`form[action="${action}"] [name=version]`, 'value') ?? ''
      expect((await chen.send(at, { notes: '客户要求加急' })).status).toBe(303)
      const before = await w.contents()
      const refused = await wang.send(action, { reason: '记错', version: version(opened) })
      expect(refused.status).toBe(422)
      expect(refused.one('[role=alert]')).toContain('已被其他人修改')
      expect(refused.text).toContain('客户要求加急')
      expect(refused.all(`details[open] form[action="${action}"]`)).toHaveLength(1)
      expect(refused.field('reason')).toBe('记错')
      expect(await w.contents()).toEqual(before)
      expect((await wang.send(action, { reason: '记错', version: version(refused) })).location).toBe(at)
    },
  )
})

describe('permissions', () => {
  test('the owner and managers can change an order; the customer’s owner sees it; others do not', async () => {
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

describe('in print', () => {
  test('a draft is a quotation, a confirmed order an order confirmation', async () => {
    const at = await drafted()
    expect((await wang.get(`${at}/print`)).one('h1')).toBe('报价单')
    await wang.send(`${at}/confirm`)
    const paper = await wang.get(`${at}/print`)
    expect(paper.one('h1')).toBe('订单确认书')
    expect(paper.text).toContain('苏州恒测仪器有限公司')
    expect(paper.attribute('.totals [data-measure=total]', 'data-value')).toBe('17478000')
    expect(paper.text).toContain('王芳打印于')
  })
})
