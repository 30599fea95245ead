import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { historyOf } from '../../src/history/record-event.ts'
import { addSalesperson } from '../reports/report-fixtures.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: number
let li: number
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  wang = w.who('王芳').id
  li = w.who('李强').id
})

beforeEach(() =>
  transaction(async () => {
    await writer().deleteFrom('targets').execute()
  }),
)

const field = (user: number | string, month: string, indicator = 'amount') => `targets[${user}][${month}][${indicator}]`
const grid = '/performance/targets?year=2026&indicator=amount'
const kept = () => reader().selectFrom('targets').selectAll().orderBy('user_id').orderBy('month').execute()
const targetOn = (page: Seen, indicator: string) =>
  page.attribute(`tr[data-key=${indicator}] [data-measure=${indicator}_target]`, 'data-value')

describe('the grid', () => {
  test('saves each indicator in its unit, and shows it again', async () => {
    const sent = {
      [field(wang, '2026-07')]: '250,000.50',
      [field(wang, '2026-07', 'quantity')]: '12.5',
      [field(wang, '2026-07', 'orders')]: '8',
      [field(wang, '2026-07', 'collected')]: '０',
      [field(li, '2026-12', 'conversion')]: '33.33',
    }
    const answer = await chen.send('/performance/targets', sent)
    expect([answer.status, answer.location]).toEqual([303, grid])
    expect((await kept()).map(({ user_id, month, indicator, value }) => [user_id, month, indicator, value])).toEqual(
      expect.arrayContaining([
        [wang, '2026-07', 'amount', 250_000_50],
        [wang, '2026-07', 'quantity', 12_500],
        [wang, '2026-07', 'orders', 8],
        [wang, '2026-07', 'collected', 0],
        [li, '2026-12', 'conversion', 3333],
      ]),
    )
    expect((await chen.get(grid)).field(field(wang, '2026-07'))).toBe('250000.5')
    expect(
      (await chen.get('/performance/targets?year=2026&indicator=conversion')).field(field(li, '2026-12', 'conversion')),
    ).toBe('33.33')
  })

  test('keeps values that are not sent, and deletes those sent empty', async () => {
    await chen.send('/performance/targets', { [field(wang, '2026-07')]: '1', [field(wang, '2026-08')]: '2' })
    await chen.send('/performance/targets', { [field(wang, '2026-08')]: ' ', [field(wang, '2026-09')]: '' })
    expect((await kept()).map(({ month, value }) => [month, value])).toEqual([['2026-07', 100]])
  })

  test('lists every active salesperson and twelve months; another year is empty', async () => {
    const page = await chen.get(grid)
    expect(page.attributes('tbody tr[data-id]', 'data-id').toSorted()).toEqual([String(wang), String(li)].toSorted())
    expect(page.all('tbody tr:first-child input')).toHaveLength(12)
    const [before] = page.attributes('a[rel=prev]', 'href')
    expect(before).toContain('year=2025')
  })

  test('fills blanks from the year before without saving them', async () => {
    await chen.send('/performance/targets', { [field(wang, '2025-03')]: '7', [field(wang, '2025-04')]: '8.50' })
    await chen.send('/performance/targets', { [field(wang, '2026-04')]: '9' })
    const offered = (await chen.get(grid)).attributes('form a.button', 'href').find((href) => href.includes('fill='))
    const page = await chen.get(offered ?? '')
    expect([page.field(field(wang, '2026-03')), page.field(field(wang, '2026-04'))]).toEqual(['7', '9'])
    expect(page.text).toContain('已用2025年数据填充 1 格，尚未保存')
    expect((await kept()).map(({ month }) => month)).toEqual(['2025-03', '2025-04', '2026-04'])
    await chen.send('/performance/targets', { [field(wang, '2026-03')]: '7', [field(wang, '2026-04')]: '9' })
    expect((await chen.get(grid)).attributes('form a.button', 'href').join()).not.toContain('fill=')
  })

  test('lists former salespeople as long as they have a target', async () => {
    const id = await addSalesperson('gone', '赵磊')
    await transaction(() =>
      writer().insertInto('targets').values({ user_id: id, month: '2026-01', indicator: 'amount', value: 5 }).execute(),
    )
    await transaction(() => writer().updateTable('users').set({ active: 0 }).where('id', '=', id).execute())
    expect((await chen.get(grid)).attributes('tbody tr[data-id]', 'data-id')).toContain(String(id))
    await chen.send('/performance/targets', { [field(id, '2026-01')]: '' })
    expect((await chen.get(grid)).attributes('tbody tr[data-id]', 'data-id')).not.toContain(String(id))
  })

  test('accepts no targets for managers and former users; existing ones are shown and can be deleted', async () => {
    const id = await addSalesperson('left', '周扬')
    await chen.send('/performance/targets', { [field(id, '2026-01')]: '5' })
    await chen.send(`/team/${id}/deactivate`, { reassign_to: '' })
    for (const [user, name] of [
      [id, '周扬'],
      [w.who('陈静').id, '陈静'],
    ] as const) {
      const before = await w.contents()
      const refused = await chen.send('/performance/targets', {
        [field(wang, '2026-02')]: '7',
        [field(user, '2026-02')]: '6',
      })
      expect(refused.status).toBe(422)
      expect(refused.one('.notice.bad')).toContain(`${name} 2026年2月：只能为已启用的销售人员账号设置目标`)
      expect(refused.field(field(wang, '2026-02'))).toBe('7')
      expect(await w.contents()).toEqual(before)
    }
    const sent = { [field(id, '2026-01')]: '5', [field(id, '2026-02')]: '', [field(wang, '2026-02')]: '7' }
    expect((await chen.send('/performance/targets', sent)).status).toBe(303)
    expect((await chen.get(grid)).field(field(id, '2026-01'))).toBe('5')
    expect((await chen.get(`/performance/${id}?period=2026-01`)).status).toBe(200)
    expect((await chen.send('/performance/targets', { [field(id, '2026-01')]: '' })).status).toBe(303)
    expect((await kept()).map(({ user_id }) => user_id)).toEqual([wang])
  })

  test('writes each change to the history once, and the person sees it', async () => {
    await chen.send('/performance/targets', { [field(li, '2026-07')]: '100' })
    await chen.send('/performance/targets', { [field(li, '2026-07')]: '100.00' })
    await chen.send('/performance/targets', { [field(li, '2026-07')]: '200' })
    await chen.send('/performance/targets', { [field(li, '2026-07')]: '' })
    const lines = (await historyOf('targets', li)).filter(({ details }) => details?.includes('2026-07'))
    expect(lines.map(({ old, new: now, who }) => [old, now, who])).toEqual([
      ['20000', null, '陈静'],
      ['10000', '20000', '陈静'],
      [null, '10000', '陈静'],
    ])
    const page = await (await w.as('李强')).get(`/performance/${li}?period=2026-Q3`)
    expect(page.all('.list li')[1]).toContain('陈静：2026年7月销售额 100.00 → 200.00')
    expect((await (await w.as('李强')).get(`/performance/${li}?period=2026-Q2`)).all('.list li')).toEqual([])
  })
})

test.each(['40%', '40 %', '４０％'])('a conversion rate may be written %s', async (typed) => {
  expect((await chen.send('/performance/targets', { [field(li, '2026-03', 'conversion')]: typed })).status).toBe(303)
  expect((await kept()).map(({ indicator, value }) => [indicator, value])).toContainEqual(['conversion', 4000])
})

test('a quarter’s and a year’s target is the sum of its months, for conversion the mean of those that have one', async () => {
  const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
  const sent = Object.fromEntries(months.map((month, index) => [field(wang, month), String(index + 1)]))
  await chen.send('/performance/targets', {
    ...sent,
    [field(wang, '2026-07', 'conversion')]: '30',
    [field(wang, '2026-08', 'conversion')]: '35.01',
  })
  const page = (period: string) => chen.get(`/performance/${wang}?period=${period}`)
  const [month, quarter, year] = [await page('2026-08'), await page('2026-Q3'), await page('2026')]
  expect([month, quarter, year].map((one) => targetOn(one, 'amount'))).toEqual(['800', '2400', '7800'])
  expect([month, quarter, year].map((one) => targetOn(one, 'conversion'))).toEqual(['35.01', '32.51', '32.51'])
  expect(targetOn(await page('2026-Q1'), 'conversion')).toBe('')
})

describe('invalid input is rejected at its field and nothing is written', () => {
  test.each([
    ['a negative amount', 'amount', '-1'],
    ['no number', 'amount', 'NaN'],
    ['an exponent', 'amount', '1E+3'],
    ['too much', 'amount', '99999999999999'],
    ['too exact', 'collected', '1.005'],
    ['a negative quantity', 'quantity', '-0.5'],
    ['half an order', 'orders', '1.5'],
    ['too many orders', 'orders', '1000001'],
    ['more than everything', 'conversion', '100.01'],
    ['text', 'conversion', 'half'],
  ])('%s', async (_, indicator, value) => {
    const before = await w.contents()
    const name = field(wang, '2026-07', indicator)
    const answer = await chen.send('/performance/targets', { [field(li, '2026-07', indicator)]: '1', [name]: value })
    expect(answer.status).toBe(422)
    expect(answer.field(name)).toBe(value)
    expect(answer.attribute(`[name="${name}"]`, 'aria-invalid')).toBe('true')
    expect(answer.one('.notice.bad')).toContain('王芳 2026年7月')
    expect(answer.field(field(li, '2026-07', indicator))).toBe('1')
    expect(await w.contents()).toEqual(before)
  })

  test.each([
    ['nobody', field(2147483647, '2026-07')],
    ['no person', field('wangfang', '2026-07')],
    ['a person 0', field(0, '2026-07')],
    ['a prototype', field('__proto__', '2026-07')],
    ['a month 13', field(1, '2026-13')],
    ['a quarter', field(1, '2026-Q3')],
    ['a month of another age', field(1, '0001-01')],
    ['an unknown indicator', field(1, '2026-07', 'charm')],
    ['no indicator', 'targets[1][2026-07]'],
    ['no month', 'targets[1]'],
    ['nothing at all', 'targets'],
    ['too deep', `${field(1, '2026-07')}[more]`],
  ])('%s', async (_, name) => {
    const before = await w.contents()
    const answer = await chen.send('/performance/targets', { [field(wang, '2026-07')]: '5', [name]: '7' })
    // The form parser drops `__proto__`, so the form is valid without it.
    if (answer.status !== 303) {
      expect(answer.status).toBe(422)
      expect(answer.all('.notice.bad li').length).toBeGreaterThan(0)
      expect(await w.contents()).toEqual(before)
    } else expect((await kept()).map(({ user_id }) => user_id)).toEqual([wang])
  })

  test('unknown keys next to the targets are ignored', async () => {
    expect((await chen.send('/performance/targets', { [field(wang, '2026-07')]: '5', colour: 'red' })).status).toBe(303)
    expect(await kept()).toHaveLength(1)
  })
})

describe('two managers editing one grid', () => {
  async function opened(): Promise<string> {
    return (await chen.get(grid)).field('version') ?? ''
  }

  test('both are saved if they changed different cells', async () => {
    await chen.send('/performance/targets', { [field(wang, '2026-07')]: '1', [field(wang, '2026-08')]: '2' })
    const version = await opened()
    await chen.send('/performance/targets', { [field(wang, '2026-07')]: '10', [field(wang, '2026-08')]: '2', version })
    const mine = { [field(wang, '2026-07')]: '1', [field(wang, '2026-08')]: '20', version }
    const saved = await chen.send('/performance/targets', mine)
    expect((await chen.get(saved.location)).one('.flash p')).toContain('同时保留了陈静')
    expect((await kept()).map(({ value }) => value)).toEqual([1000, 2000])
  })

  test('the second gets a conflict if both changed the same cell, and can overwrite it', async () => {
    await chen.send('/performance/targets', { [field(wang, '2026-07')]: '1', [field(wang, '2026-08')]: '2' })
    const version = await opened()
    await chen.send('/performance/targets', { [field(wang, '2026-07')]: '10', [field(wang, '2026-08')]: '20', version })
    const before = await w.contents()
    const mine = { [field(wang, '2026-07')]: '11', [field(wang, '2026-08')]: '2' }
    const stale = await chen.send('/performance/targets', { ...mine, version })
    expect(stale.status).toBe(422)
    expect(await w.contents()).toEqual(before)
    expect(stale.attribute(`[data-theirs="${field(wang, '2026-07')}"]`, 'data-value')).toBe('10')
    expect(stale.field(field(wang, '2026-07'))).toBe('11')
    expect(stale.field(field(wang, '2026-08'))).toBe('20')
    const again = { [field(wang, '2026-07')]: '11', [field(wang, '2026-08')]: '20', version: stale.field('version') }
    expect((await chen.send('/performance/targets', again)).status).toBe(303)
    expect((await kept()).map(({ value }) => value)).toEqual([1100, 2000])
  })
})
