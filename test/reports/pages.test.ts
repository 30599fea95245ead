import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { periodKey } from '../../src/values/periods.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'
import { addCustomer, addOrders, addProduct, type Fact } from './report-fixtures.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
const now = today()
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  const [wang, li] = [w.who('王芳').id, w.who('李强').id]
  const customer_id = await addCustomer('KH-1', wang)
  const product_id = await addProduct('X-100', '仪器', chen.person.id)
  const fact = (on_day: string, amount: number, user_id = wang): Omit<Fact, 'order_id'> => ({
    kind: 'sale',
    on_day,
    customer_id,
    owner_id: wang,
    user_id,
    region: '上海',
    product_id,
    category: '仪器',
    source: null,
    quantity: 1_500,
    amount,
    order_sign: 1,
  })
  const order = (day: string, facts: Omit<Fact, 'order_id'>[]) => ({ owner_id: wang, customer_id, day, facts })
  await addOrders([
    order(now, [fact(now, 60_00), fact(now, 40_00, li)]),
    ...Array.from({ length: 30 }, () => order('2020-05-06', [fact('2020-05-06', 1)])),
  ])
})

const said = (page: Seen) => page.all('.notice.warn').join(' ')

describe('a salesperson', () => {
  test.each([
    '/reports/sales',
    '/reports/sales.csv',
    '/reports/sales?print=1',
    '/reports/records',
    '/reports/records.csv',
    '/orders/analysis',
    '/orders/analysis.csv',
    '/orders/analysis?print=1',
    '/orders/analysis/records',
    '/orders/analysis/records.csv',
  ])('may not open %s, and no page links to it', async (path) => {
    const wang = await w.as('王芳')
    expect((await wang.get(path)).status).toBe(403)
    for (const page of ['/', '/reports', '/orders'])
      expect((await wang.get(page)).text).not.toMatch(/href="\/(reports\/sales|orders\/analysis)/)
  })

  test('finds their own reports', async () => {
    const wang = await w.as('王芳')
    expect((await wang.get('/')).text).toContain('href="/reports"')
    const listed = async (who: typeof wang) => (await who.get('/reports')).all('main li a')
    expect(await listed(wang)).toContain('回款报表')
    expect(await listed(wang)).not.toContain('销售报表')
    expect(await listed(chen)).toEqual(expect.arrayContaining(['销售报表', '回款报表']))
  })
})

describe('the parameters', () => {
  test('default to this year until today, by month, including empty months', async () => {
    const page = await chen.get('/reports/sales')
    expect(page.all('tr[data-key]')).toHaveLength(Number(now.slice(5, 7)))
    expect(page.attribute(`tr[data-key="${periodKey(now, 'month')}"] [data-measure=amount]`, 'data-value')).toBe(
      '10000',
    )
    expect(page.attribute(`tr[data-key="${periodKey(now, 'month')}"] [data-measure=quantity]`, 'data-value')).toBe('3')
    expect(page.one('summary.button')).toBe('今年')
  })

  test.each([
    ['from=2026-02-30', 'from'],
    ['group_by=colour', 'group_by'],
    ['group_by=month&group_by=year', 'group_by'],
    ['preset=yesteryear&owner_id=-1', 'preset, owner_id'],
    ['compare=__proto__', 'compare'],
    ['from=0001-01-01&to=9999-12-31', 'from, to'],
    ['group_by=region&then_by=region', 'then_by'],
    ['region=a%00b', 'region'],
  ])('are ignored and reported if invalid: %s', async (query, names) => {
    const page = await chen.get(`/reports/sales?${query}`)
    expect([page.status, said(page)]).toEqual([200, expect.stringMatching(new RegExp(`：${names}$`))])
    expect((await chen.get(`/reports/sales.csv?${query}`)).status).toBe(200)
    expect((await chen.get(`/reports/records?${query}`)).status).toBe(200)
  })

  test('with dates in the wrong order are swapped and reported', async () => {
    const page = await chen.get('/reports/sales?from=2020-12-31&to=2020-01-01&group_by=year')
    expect(page.attribute('tfoot [data-measure=amount]', 'data-value')).toBe('30')
    expect(page.field('from')).toBe('2020-01-01')
    expect(said(page)).toContain('已自动对调')
  })

  test('with very many days are grouped into longer periods and reported', async () => {
    const page = await chen.get('/reports/sales?from=1900-01-01&to=2199-12-31&group_by=day&compare=previous')
    expect(page.status).toBe(200)
    expect(page.field('group_by')).toBe('year')
    expect(said(page)).toContain('已改用更长的时间单位')
  })

  test('with an unknown product, customer or salesperson find nothing', async () => {
    for (const filter of ['product=unknown', 'customer_id=2147483647', 'owner_id=2147483647']) {
      const page = await chen.get(`/reports/sales?${filter}&group_by=region`)
      expect([page.status, page.attribute('tfoot [data-measure=orders]', 'data-value')]).toEqual([200, '0'])
    }
  })

  test('keep the preset in the links to CSV and print', async () => {
    const page = await chen.get('/reports/sales?preset=last_12_months&group_by=product')
    const links = page.text.match(/href="\/reports\/sales(\.csv)?\?[^"]*"/g)?.join(' ') ?? ''
    expect(links).toContain('/reports/sales.csv?preset=last_12_months&amp;group_by=product')
    expect(links).toContain('/reports/sales?preset=last_12_months&amp;group_by=product&amp;print=1')
  })

  test('keep the preset when the form sends its dates, until somebody changes one', async () => {
    const chosen = await chen.get('/reports/sales?preset=last_quarter')
    const days = `preset=${chosen.field('preset')}&from=${chosen.field('from')}&to=${chosen.field('to')}`
    for (const path of ['sales', 'payments'])
      expect((await chen.get(`/reports/${path}?${days}`)).one('.filter-form .menu summary'), path).toBe('上季度')
    for (const changed of [days.replace(/to=.*/, 'to=2199-12-31'), 'from=2026-01-02&to=2026-01-03'])
      expect((await chen.get(`/reports/sales?${changed}`)).one('.filter-form .menu summary')).toBe('自定义日期')
  })

  test('end a running preset today, or with the whole period', async () => {
    const end = (page: Seen) => page.field('to')
    expect(end(await chen.get('/reports/sales?preset=this_year'))).toBe(now)
    const whole = await chen.get('/reports/sales?preset=this_year&whole=1')
    expect([end(whole), whole.field('whole')]).toEqual([`${now.slice(0, 4)}-12-31`, '1'])
    expect(whole.text).toContain('/reports/sales?preset=this_month&amp;whole=1')
    const sent = `preset=this_year&from=${now.slice(0, 4)}-01-01&to=${now.slice(0, 4)}-12-31`
    expect(end(await chen.get(`/reports/sales?${sent}&whole=1`))).toBe(`${now.slice(0, 4)}-12-31`)
    expect(end(await chen.get(`/reports/sales?${sent}&whole=`))).toBe(now)
    expect((await chen.get('/reports/sales?preset=last_year&whole=1')).field('whole')).toBeUndefined()
  })
})

describe('a shared order', () => {
  test('is split by amount, and counts once, for its owner', async () => {
    const page = await chen.get('/reports/sales?preset=today&group_by=salesperson')
    const figures = (who: string) =>
      ['amount', 'quantity', 'orders', 'average_order'].map((measure) =>
        page.attribute(`tr[data-key=${who}] [data-measure=${measure}]`, 'data-value'),
      )
    expect(figures('wangfang')).toEqual(['6000', '1.5', '1', '6000'])
    expect(figures('liqiang')).toEqual(['4000', '1.5', '0', ''])
  })
})

describe('the records behind a figure', () => {
  const address = '/reports/records?from=2020-01-01&to=2020-12-31&group_by=month&key=2020-05'

  test('are listed 25 per page, with their sums', async () => {
    const first = await chen.get(address)
    const second = await chen.get(`${address}&page=2`)
    expect([first.all('tr[data-id]').length, second.all('tr[data-id]').length]).toEqual([25, 5])
    for (const page of [first, second]) expect(page.attribute('dd[data-measure=amount]', 'data-value')).toBe('30')
    expect(first.attribute('a[rel=next]', 'href')).toContain('key=2020-05')
    expect((await chen.get(`${address}&page=999`)).status).toBe(200)
  })

  test('have a complete CSV and a print view', async () => {
    const csv = await chen.get(address.replace('records?', 'records.csv?'))
    expect(csv.text.trim().split('\r\n')).toHaveLength(31)
    // The print view has all rows on one page, whichever page was open.
    for (const paper of [`${address}&print=1`, `${address}&page=2&print=1`]) {
      const printed = await chen.get(paper)
      expect(printed.all('tr[data-id]')).toHaveLength(30)
      expect(printed.all('.pager')).toEqual([])
    }
  })

  test('of an invalid group are not those of another group', async () => {
    const page = await chen.get('/reports/records?from=2020-01-01&to=2020-12-31&key=2020-5')
    expect(said(page)).toContain('key')
  })
})

describe('print and CSV', () => {
  test('the print view shows what, who and when', async () => {
    const page = await chen.get('/reports/sales?from=2020-01-01&to=2020-12-31&region=上海&compare=last_year&print=1')
    expect(page.one('.print-head')).toContain('2020-01-01 至 2020-12-31')
    expect(page.one('.print-head')).toContain('地区：上海')
    expect(page.one('.body .note')).toBe('2020-01-01 至 2020-12-31（366 天）与 2019-01-01 至 2019-12-31（365 天）比较')
    expect(page.one('.print-head')).toContain(`陈静打印于 ${now}`)
    expect(page.one('[data-behaviour=print-button]')).toContain('打印')
    expect(page.one('form.filter-form')).toBeUndefined()
  })

  test('the CSV has Chinese or English headers, the chosen encoding, and a file name', async () => {
    const path =
      '/reports/sales.csv?from=2020-01-01&to=2020-12-31&group_by=salesperson&then_by=quarter&compare=previous'
    const chinese = await chen.get(path)
    expect(chinese.text.split('\r\n')[0]).toBe(
      '\ufeff销售人员,季度,销售额,数量,订单数,平均订单额,比较开始日,比较截止日,比较期销售额,比较期数量,比较期订单数,比较期平均订单额,增减百分比',
    )
    expect(chinese.text.split('\r\n')[1]).toBe('wangfang,2020-Q2,0.30,45,30,0.01,2019-01-01,2019-03-31,0.00,0,0,,')
    expect(chinese.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(chinese.headers['content-disposition']).toContain(`${encodeURIComponent('销售报表')}-${now}.csv`)
    expect((await chen.get(`${path}&encoding=gb18030`)).headers['content-type']).toContain('gb18030')
    await w.setLocale('陈静', 'en')
    expect((await chen.get(path)).text.split('\r\n')[0]).toBe(
      '\ufeffsalesperson,quarter,amount,quantity,orders,average_order,compared_from,compared_to,compared_amount,compared_quantity,compared_orders,compared_average_order,change_percent',
    )
    await w.setLocale('陈静', 'zh-CN')
  })
})
