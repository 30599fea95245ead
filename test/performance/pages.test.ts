import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { historyOf } from '../../src/history/record-event.ts'
import { today } from '../../src/i18n/format.ts'
import { periodKey } from '../../src/values/periods.ts'
import { addCustomer, addSalesperson } from '../reports/report-fixtures.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'
import { addClosed } from './department.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient
let li: SignedInClient
const month = periodKey(today(), 'month')

beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  wang = await w.as('王芳')
  li = await w.as('李强')
  await w.product({ model: 'HC-2418R', list_price: '1000' })
})

/** Creates an order of 王芳 in July, shared with 李强, through the pages. */
async function sold(day: string, quantity: string): Promise<string> {
  const customer_id = await w.customer({ owner: '王芳' })
  const lines = [{ product_model: 'HC-2418R', quantity }]
  const credits = { [wang.person.id]: '60', [li.person.id]: '40' }
  const { location } = await wang.send('/orders', { customer_id, ordered_on: day, lines, credits })
  await wang.send(`${location}/confirm`)
  return location
}

const value = (page: Seen, measure: string) => page.attribute(`[data-measure=${measure}]`, 'data-value')
const rowOf = (page: Seen, username: string, measure: string) =>
  page.attribute(`tr[data-key=${username}] [data-measure=${measure}]`, 'data-value')

describe('a manager', () => {
  test('sees everyone for this month, and generates one person’s period', async () => {
    const page = await chen.get('/performance')
    expect(page.one('h1')).toBe('绩效考核')
    expect(page.field('period')).toBe(month)
    expect(page.attributes('tbody tr[data-key]', 'data-key').toSorted()).toEqual(['liqiang', 'wangfang'])
    const chosen = await chen.get(`/performance?user_id=${wang.person.id}&period=2026-Q3`)
    expect([chosen.status, chosen.location]).toEqual([303, `/performance/${wang.person.id}?period=2026-Q3`])
    expect((await chen.get('/performance?user_id=&period=2026-Q3')).status).toBe(200)
  })

  test('sees shares in amount and quantity, orders by owner, and target achievement', async () => {
    await sold('2024-07-03', '5')
    const id = wang.person.id
    await chen.send('/performance/targets', { [`targets[${id}][2024-07][amount]`]: '4000' })
    const page = await chen.get('/performance?period=2024-07')
    const figures = (who: string) =>
      ['amount', 'quantity', 'orders', 'collected', 'conversion'].map((measure) => rowOf(page, who, measure))
    expect(figures('wangfang')).toEqual(['300000', '3', '1', '0', ''])
    expect(figures('liqiang')).toEqual(['200000', '2', '0', '0', ''])
    expect(page.attributes('tbody tr', 'data-key')).toEqual(['wangfang', 'liqiang'])
    expect(rowOf(page, 'wangfang', 'amount_completion')).toBe('75')
    expect(page.attribute('tr[data-key=wangfang] progress', 'value')).toBe('75')
    expect(page.attribute('tfoot [data-measure=amount]', 'data-value')).toBe('500000')
    expect(page.attribute('tfoot [data-measure=amount_target]', 'data-value')).toBe('400000')
    expect(page.attribute('tfoot [data-measure=amount_completion]', 'data-value')).toBe('125')
    expect(page.one('[data-lacking="1"]')).toContain('1 名销售人员尚未设置目标')
    await chen.send('/performance/targets', { [`targets[${li.person.id}][2024-07][amount]`]: '4000' })
    const whole = await chen.get('/performance?period=2024-07')
    expect(whole.attribute('tfoot [data-measure=amount_completion]', 'data-value')).toBe('62.5')
    expect(whole.one('[data-lacking]')).toBeUndefined()
  })

  test('sees collections split by the order’s shares, on the payment’s date', async () => {
    const order = await sold('2020-01-15', '5')
    await wang.send(`${order}/payments`, { paid_on: '2020-02-03', amount: '1000.01', kind: 'payment' })
    await wang.send(`${order}/payments`, { paid_on: '2020-03-04', amount: '100', kind: 'refund' })
    const collected = async (period: string) => {
      const page = await chen.get(`/performance?period=${period}`)
      return ['wangfang', 'liqiang'].map((who) => rowOf(page, who, 'collected'))
    }
    expect(await collected('2020-01')).toEqual(['0', '0'])
    expect(await collected('2020-02')).toEqual(['60001', '40000'])
    expect(await collected('2020-Q1')).toEqual(['54001', '36000'])
    const records = await li.get(`/performance/${li.person.id}/records?period=2020-Q1&indicator=collected`)
    expect(records.all('tbody td:nth-child(3)')).toEqual(['回款', '退款'])
  })

  test('sees former salespeople only in periods in which they have figures', async () => {
    const id = await addSalesperson('zhaolei', '赵磊')
    const customer = await addCustomer('KH-9', id)
    await addClosed(customer, [{ owner_id: id, closed_on: '2023-05-05', stage: 'won' }])
    await transaction(() => writer().updateTable('users').set({ active: 0 }).where('id', '=', id).execute())
    expect(rowOf(await chen.get('/performance?period=2023-05'), 'zhaolei', 'conversion')).toBe('100')
    expect(rowOf(await chen.get('/performance?period=2023-06'), 'zhaolei', 'conversion')).toBeUndefined()
    expect((await chen.get(`/performance/${id}?period=2023-05`)).status).toBe(200)
  })

  test('who sells has figures of their own', async () => {
    expect((await chen.get(`/performance/${chen.person.id}`)).status).toBe(200)
    const customer = await addCustomer('KH-10', chen.person.id)
    await addClosed(customer, [{ owner_id: chen.person.id, closed_on: '2022-05-05', stage: 'lost' }])
    expect(rowOf(await chen.get('/performance?period=2022'), 'chenjing', 'conversion')).toBe('0')
  })

  test('downloads the table as a CSV', async () => {
    const csv = await chen.get('/performance.csv?period=2024-07')
    const [head, first] = csv.text.trim().split('\r\n')
    expect(head).toContain('考核周期,销售人员,销售额,销售额目标,销售额完成率%,销售数量')
    expect(first).toBe('2024-07,wangfang,3000.00,4000.00,75,3,,,1,,,0.00,,,,,')
    expect((await chen.get('/performance.csv?encoding=gb18030')).headers['content-type']).toContain('gb18030')
  })
})

test('records are downloaded as a CSV, all of them by date, and the history shows who did', async () => {
  const customer = await addCustomer('KH-many', wang.person.id)
  const closed = Array.from({ length: 60 }, (_, n) => ({
    owner_id: wang.person.id,
    closed_on: `2019-0${(n % 9) + 1}-15`,
    stage: 'won' as const,
  }))
  await addClosed(customer, closed)
  const { text } = await chen.get(`/performance/${wang.person.id}/records.csv?period=2019&indicator=conversion`)
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
  const days = rows.map((row) => Object.values(row)[0])
  expect(days).toEqual(closed.map(({ closed_on }) => closed_on).toSorted())
  const [line] = await historyOf('exports', 0)
  expect(line?.details).toBe('{"list":"performance.records","rows":60,"encoding":"utf-8"}')
})

describe('a salesperson', () => {
  test('is redirected to their own page, whatever they ask for', async () => {
    const own = `/performance/${wang.person.id}?period=`
    expect((await wang.get('/performance')).location).toBe(`${own}${month}`)
    expect((await wang.get(`/performance?user_id=${li.person.id}&period=2026`)).location).toBe(`${own}2026`)
    expect((await wang.get('/')).text).toContain('href="/performance"')
  })

  test.each(['', '.csv', '/records', '/records.csv'])('cannot open a colleague’s %s', async (part) => {
    expect((await wang.get(`/performance/${li.person.id}${part}`)).status).toBe(404)
    expect((await wang.get(`/performance/${wang.person.id}${part}`)).status).toBe(200)
    expect((await wang.get(`/performance/abc${part}`)).status).toBe(404)
  })

  test('sees how a figure is calculated', async () => {
    await sold('2021-03-03', '5')
    const cancelled = await sold('2021-03-04', '1')
    await wang.send(`${cancelled}/cancel`, { reason: '不要了' })
    const page = await li.get(`/performance/${li.person.id}?period=2021-03`)
    expect(page.one('.totals')?.replaceAll(/\s+/g, ' ')).toContain('同事订单中归属本人的部分2,400.00')
    const now = await li.get(`/performance/${li.person.id}`)
    expect(now.one('.totals')?.replaceAll(/\s+/g, ' ')).toContain('取消-400.00')
  })

  test('can open only records that they may see', async () => {
    const mine = await wang.get(`/performance/${wang.person.id}/records?period=2024-07`)
    expect(mine.attributes('tbody a', 'href').some((href) => href.startsWith('/orders/'))).toBe(true)
    const theirs = await li.get(`/performance/${li.person.id}/records?period=2024-07`)
    expect(theirs.all('tr[data-id]')).toHaveLength(1)
    expect(theirs.attributes('tbody a', 'href').some((href) => href.startsWith('/orders/'))).toBe(false)
  })

  test('downloads the periods as a CSV, in English too', async () => {
    await w.setLocale('王芳', 'en')
    const csv = await wang.get(`/performance/${wang.person.id}.csv?period=2024-07`)
    const rows: Record<string, string>[] = parse(csv.text, { bom: true, columns: true })
    expect(rows).toHaveLength(30)
    expect(rows[0]).toEqual({
      period: '2024-07',
      indicator: 'amount',
      actual: '3000.00',
      target: '4000.00',
      completion: '75',
    })
    expect(rows.at(-1)?.period).toBe('2024-02')
    await w.setLocale('王芳', 'zh-CN')
  })
})

describe('the URL', () => {
  test.each(['period=2026-13', 'period=2026-W05', 'period=1&period=2', 'period=0001', 'period=%00'])(
    'of an invalid period shows this month and reports it: %s',
    async (query) => {
      for (const path of ['/performance', `/performance/${wang.person.id}`, `/performance/${wang.person.id}/records`]) {
        const page = await chen.get(`${path}?${query}`)
        expect([page.status, page.one('.notice.warn')]).toEqual([200, expect.stringContaining('period')])
      }
      expect((await chen.get(`/performance.csv?${query}`)).status).toBe(200)
    },
  )

  test('of an unknown indicator or page shows the amount', async () => {
    const page = await chen.get(`/performance/${wang.person.id}/records?indicator=charm&page=-1`)
    expect([page.status, page.one('.notice.warn')]).toEqual([200, expect.stringContaining('indicator, page')])
    expect(value(page, 'amount')).toBeDefined()
    expect((await chen.get(`/performance/${wang.person.id}/records?page=9999`)).status).toBe(200)
  })

  test('of an invalid grid shows this year’s amounts', async () => {
    const page = await chen.get('/performance/targets?year=99999&indicator=charm')
    expect([page.status, page.one('.notice.warn')]).toEqual([200, expect.stringContaining('year, indicator')])
    expect(page.text).toContain(`[${today().slice(0, 4)}-01][amount]`)
  })

  test('of a print view shows what, who and when', async () => {
    const page = await chen.get(`/performance/${wang.person.id}?period=2024-Q3&print=1`)
    expect(page.one('.print-head')).toContain('2024年第3季度 · 2024-07-01 至 2024-09-30')
    expect(page.one('.print-head')).toContain(`陈静打印于 ${today()}`)
    expect(page.one('[data-behaviour=print-button]')).toContain('打印')
    expect(page.one('form.filter-form')).toBeUndefined()
  })

  test('of a print view shows the company, and a person with their records', async () => {
    await chen.send('/settings', { company: '上海恒岳仪器有限公司' })
    for (const path of ['', `/${wang.person.id}`, `/${wang.person.id}/records`])
      expect((await chen.get(`/performance${path}?print=1`)).one('.print-head b')).toBe('上海恒岳仪器有限公司')
  })
})
