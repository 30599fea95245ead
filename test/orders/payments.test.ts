import { describe, expect, test } from 'vitest'
import { formats, today } from '../../src/i18n/format.ts'
import type { Locale } from '../../src/i18n/locale.ts'
import { translator } from '../../src/i18n/translate.ts'
import { choices } from '../../src/preferences/repository.ts'
import { addDays } from '../../src/values/days.ts'
import { orderDesk } from './order-fixtures.ts'

const { w, wang, li, chen, drafted, confirmed, shipAll } = await orderDesk()

/** The order's total as the form and the page show it. */
const total = '174780'
const data = (page: Awaited<ReturnType<typeof wang.get>>, measure: string) =>
  page.attribute(`[data-measure=${measure}]`, 'data-value')
/** A date as the history shows it. */
const said = (day: string, locale: Locale = 'zh-CN') => formats(locale, translator(locale)).dateInLine(day)
const recordsOf = async (at: string) => (await chen.get(at)).attributes('tr[data-payment]', 'data-payment')

describe('a payment', () => {
  test('defaults to the amount due, today, and is in the order’s history', async () => {
    const at = await confirmed()
    const before = await wang.get(at)
    expect(before.field('amount')).toBe('174780.00')
    expect(before.field('paid_on')).toBe(today())
    expect(before.field('kind')).toBe('payment')
    const sent = { paid_on: '2026-03-02', amount: '74,780', method: '银行转账', reference: 'HT-1', note: '预付' }
    expect((await wang.send(`${at}/payments`, sent)).location).toBe(at)
    const page = await wang.get(at)
    expect([data(page, 'paid'), data(page, 'owed')]).toEqual(['7478000', '10000000'])
    expect(page.all('.steps b')).toContain('部分回款')
    expect(page.one('tr[data-payment]')).toContain('银行转账')
    expect(page.text).toContain(`王芳登记了回款 ¥\u00a074,780.00（${said('2026-03-02')}）`)
    expect(page.field('amount')).toBe('100000.00')
    await wang.send(`${at}/payments`, { amount: '100000' })
    expect((await wang.get(at)).all('.steps b')).toContain('已结清')
  })

  test('is never more than the amount due; the form keeps what was typed', async () => {
    const at = await confirmed()
    await wang.send(`${at}/payments`, { amount: '100000' })
    const before = await w.contents()
    const refused = await wang.send(`${at}/payments`, {
      amount: '74780.01',
      method: '支票',
      reference: 'R',
      note: '尾款',
    })
    expect(refused.status).toBe(422)
    expect(refused.one('#amount-wrong')).toContain('¥\u00a074,780.00')
    expect(refused.attribute('#pay', 'open')).toBe('')
    for (const [name, typed] of Object.entries({ amount: '74780.01', method: '支票', reference: 'R', note: '尾款' }))
      expect(refused.field(name)).toBe(typed)
    expect(await w.contents()).toEqual(before)
    await wang.send(`${at}/payments`, { amount: '74780' })
    expect((await wang.send(`${at}/payments`, { amount: '0.01' })).one('#amount-wrong')).toContain('已结清')
  })

  test.each([
    ['no amount', {}, 'amount', '必填'],
    ['nothing', { amount: '0' }, 'amount', '金额'],
    ['less than nothing', { amount: '-5' }, 'amount', '金额'],
    ['a part of a cent', { amount: '0.001' }, 'amount', '金额'],
    ['a day that is none', { amount: '1', paid_on: '2026-02-30' }, 'paid_on', '日期'],
    ['tomorrow', { amount: '1', paid_on: addDays(today(), 1) }, 'paid_on', '不能晚于今天'],
    ['another kind', { amount: '1', kind: 'gift' }, 'kind', '选项'],
  ])('is rejected with %s', async (_, fields, field, said) => {
    const refused = await wang.send(`${await confirmed()}/payments`, fields)
    expect(refused.status).toBe(422)
    expect(refused.one(`#${field}-wrong`)).toContain(said)
  })

  test('is for confirmed orders only; instalments are not supported yet', async () => {
    const at = await drafted()
    expect((await wang.send(`${at}/payments`, { amount: '1' })).one('[role=alert]')).toContain('已确认的订单')
    expect((await wang.get(at)).one('#pay')).toBeUndefined()
    await wang.send(`${at}/confirm`)
    expect((await wang.send(`${at}/payments`, { amount: '1', instalment_id: '1' })).status).toBe(422)
    await wang.send(`${at}/cancel`, { reason: '不要了' })
    expect((await wang.send(`${at}/payments`, { amount: '1' })).status).toBe(422)
  })

  test('is recorded once if sent twice; parallel payments never exceed the amount due', async () => {
    const at = await confirmed()
    const twice = { amount: '1', _once: 'payment-0001' }
    await Promise.all([wang.send(`${at}/payments`, twice), wang.send(`${at}/payments`, twice)])
    expect(data(await wang.get(at), 'paid')).toBe('100')
    const answers = await Promise.all([1, 2].map(() => wang.send(`${at}/payments`, { amount: '100000' })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
    expect(data(await wang.get(at), 'paid')).toBe('10000100')
  })

  test('completes a shipped order; lines, customer and date are then final', async () => {
    const at = await confirmed()
    await shipAll(at)
    await wang.send(`${at}/payments`, { amount: total })
    const page = await wang.get(at)
    expect(page.text).toContain('订单已完成')
    expect(page.field('kind')).toBe('refund')
    expect((await wang.send(at, { region: '上海' })).status).toBe(422)
    const other = await confirmed()
    await wang.send(`${other}/payments`, { amount: '1' })
    expect((await wang.send(other, { ordered_on: '2026-01-01' })).one('#ordered_on-wrong')).toContain('不能修改')
  })

  test('adds a new method to the choice list if a manager enters it', async () => {
    const at = await confirmed()
    await wang.send(`${at}/payments`, { amount: '1', method: '微信' })
    expect(await choices('method')).not.toContain('微信')
    await chen.send(`${at}/payments`, { amount: '1', method: '承兑汇票' })
    expect(await choices('method')).toContain('承兑汇票')
    expect((await wang.get(at)).attributes('#method-list option', 'value')).toContain('承兑汇票')
  })

  test('is in English too', async () => {
    const at = await confirmed()
    await w.setLocale('王芳', 'en')
    const refused = await wang.send(`${at}/payments`, { amount: '999999' })
    expect(refused.one('#amount-wrong')).toBe('Only ¥\u00a0174,780.00 is outstanding.')
    await wang.send(`${at}/payments`, { amount: '5', paid_on: '2026-03-02' })
    expect((await wang.get(at)).text).toContain(
      `王芳 recorded a payment of ¥\u00a05.00 dated ${said('2026-03-02', 'en')}`,
    )
    await w.setLocale('王芳', 'zh-CN')
  })
})

describe('a refund', () => {
  test('is never more than what was paid, and reopens a completed order', async () => {
    const at = await confirmed()
    const refund = (amount: string) => wang.send(`${at}/payments`, { kind: 'refund', amount })
    expect((await refund('1')).one('#amount-wrong')).toContain('不能退款')
    await shipAll(at)
    await wang.send(`${at}/payments`, { amount: total })
    expect((await refund('174780.01')).one('#amount-wrong')).toContain('¥\u00a0174,780.00')
    expect((await refund('780')).status).toBe(303)
    const page = await wang.get(at)
    expect(page.text).toContain('订单重新打开')
    expect(page.text).toContain(`王芳登记了退款 ¥\u00a0780.00（${said(today())}）`)
    expect([data(page, 'paid'), data(page, 'owed')]).toEqual(['17400000', '78000'])
    expect(page.attributes('tr[data-payment] [data-measure=amount]', 'data-value')).toEqual(['17478000', '-78000'])
  })

  test('of the full amount makes it possible to cancel the order', async () => {
    const at = await confirmed()
    await wang.send(`${at}/payments`, { amount: '500' })
    expect((await wang.send(`${at}/cancel`, { reason: '不要了' })).one('[role=alert]')).toContain('先退款')
    await wang.send(`${at}/payments`, { kind: 'refund', amount: '500' })
    expect((await wang.send(`${at}/cancel`, { reason: '不要了' })).status).toBe(303)
    const [payment, refund] = await recordsOf(at)
    for (const id of [payment, refund])
      expect((await wang.send(`/payments/${id}/reverse`, { reason: '记错' })).one('[role=alert]')).toContain('已取消')
  })
})

describe('a reversal', () => {
  test('needs a reason, happens once, stays visible, and reopens the order', async () => {
    const at = await confirmed()
    await shipAll(at)
    await wang.send(`${at}/payments`, { amount: total, paid_on: '2026-03-02' })
    const [id] = await recordsOf(at)
    const refused = await wang.send(`/payments/${id}/reverse`, {})
    expect([refused.status, refused.one('#reason-wrong')]).toEqual([422, '此项必填。'])
    expect(refused.attribute(`tr[data-payment="${id}"] details`, 'open')).toBe('')
    expect((await wang.send(`/payments/${id}/reverse`, { reason: '记到别的订单了' })).location).toBe(at)
    const again = await wang.send(`/payments/${id}/reverse`, { reason: '再来' })
    expect(again.status).toBe(422)
    expect(again.one('[role=alert]')).toContain('已冲销')
    const page = await wang.get(at)
    expect(data(page, 'owed')).toBe('17478000')
    expect(page.one(`tr[data-payment="${id}"]`)).toContain('记到别的订单了')
    expect(page.text).toContain(`王芳冲销了回款 ¥\u00a0174,780.00（${said('2026-03-02')}）`)
    expect(page.text).toContain('订单重新打开')
  })

  test('never leaves more refunded than paid, or more paid than the order’s total', async () => {
    const at = await confirmed()
    await wang.send(`${at}/payments`, { amount: total })
    await wang.send(`${at}/payments`, { kind: 'refund', amount: '100' })
    const [payment = '', refund = ''] = await recordsOf(at)
    const early = await wang.send(`/payments/${payment}/reverse`, { reason: '记错' })
    expect(early.one('#reason-wrong')).toContain('先冲销退款')
    expect(early.field('reason')).toBe('记错')
    await wang.send(`${at}/payments`, { amount: '100' })
    const late = await wang.send(`/payments/${refund}/reverse`, { reason: '记错' })
    expect(late.one('#reason-wrong')).toContain('先冲销该回款')
    expect(data(await wang.get(at), 'paid')).toBe('17478000')
  })
})

test('owner and managers can record and reverse payments', async () => {
  const theirs = await w.customer({ owner: '李强' })
  const line = [{ product_model: 'TB-250', quantity: '10' }]
  const at = (await chen.send('/orders', { customer_id: theirs, owner_id: w.who('陈静').id, lines: line })).location
  await chen.send(`${at}/confirm`)
  await chen.send(`${at}/payments`, { amount: '10' })
  const [id] = await recordsOf(at)
  const before = await w.contents()
  expect((await li.send(`${at}/payments`, { amount: '1' })).status).toBe(403)
  expect((await wang.send(`${at}/payments`, { amount: '1' })).status).toBe(404)
  expect((await li.send(`/payments/${id}/reverse`, { reason: 'x' })).status).toBe(403)
  expect((await wang.send(`/payments/${id}/reverse`, { reason: 'x' })).status).toBe(404)
  const seen = await li.get(at)
  expect(seen.all('tr[data-payment]')).toHaveLength(1)
  expect(seen.one('#pay')).toBeUndefined()
  expect(seen.all('form[action^="/payments/"]')).toEqual([])
  expect(await w.contents()).toEqual(before)
})
