import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { indicators } from '../../src/performance/indicators.ts'
import { teamProgress } from '../../src/performance/salespeople-progress.ts'
import { addCustomer, addSalesperson } from '../reports/report-fixtures.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'
import { addClosed } from './department.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient

const hired = 43
const month = '2023-05'

beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  wang = await w.as('王芳')
  const ids: number[] = []
  for (let n = 1; n <= hired; n++) ids.push(await addSalesperson(`sales${n}`, `销售${n}`))
  const customer = await addCustomer('KH-1', wang.person.id)
  await addClosed(
    customer,
    ids.map((owner_id, n) => ({ owner_id, closed_on: `${month}-05`, stage: n % 3 === 0 ? ('lost' as const) : 'won' })),
  )
  await transaction(async () => {
    // Three salespeople sold the same; the first has left.
    const sold = ids.map((user_id, n) => ({
      month,
      user_id,
      quantity: n * 1000,
      amount: Math.max(3, n) * 100,
      orders: n,
    }))
    await writer().insertInto('sales_facts_by_month').values(sold).execute()
    const collected = ids.map((user_id, n) => ({ month, user_id, amount: n * 7 }))
    await writer().insertInto('collections_by_month').values(collected).execute()
    const targets = ids.slice(1, 41).map((user_id, n) => ({ user_id, month, indicator: 'amount', value: n * 50 }))
    await writer()
      .insertInto('targets')
      .values(targets as never)
      .execute()
    await writer()
      .updateTable('users')
      .set({ active: 0 })
      .where('id', '=', ids[0] ?? 0)
      .execute()
  })
})

const people = (page: Seen) => page.attributes('tbody tr[data-key]', 'data-key')
const total = (page: Seen) => indicators.map((name) => page.attribute(`tfoot [data-measure=${name}]`, 'data-value'))

describe('a team larger than a page', () => {
  test('is shown page by page in one order, each with the team’s total', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => chen.get(`/performance?period=${month}&page=${page}`)))
    const everybody = (await teamProgress(month)).people.map(({ who }) => who.username)
    expect(everybody).toHaveLength(hired + 2)
    expect(pages.map((page) => people(page).length)).toEqual([20, 20, 5])
    expect(pages.flatMap(people)).toEqual(everybody)
    expect(pages.map(total)).toEqual(Array(3).fill(total(pages[0] as Seen)))
    expect(pages[0]?.one('tfoot th')).toBe('全部 45 人合计')
    expect(pages.map((page) => page.attribute('[data-lacking]', 'data-lacking'))).toEqual(['4', '4', '4'])
    expect(pages.map((page) => page.one('.pager > .muted'))).toEqual(['1–20 / 45', '21–40 / 45', '41–45 / 45'])
    expect(pages[1]?.attributes('a[rel]', 'href')).toEqual(
      expect.arrayContaining([`/performance?period=${month}`, `/performance?period=${month}&page=3`]),
    )
  })

  test('has the same figures in pages as in one piece, with correct totals', async () => {
    const whole = await teamProgress(month)
    const parts = await Promise.all([0, 20, 40].map((offset) => teamProgress(month, { limit: 20, offset })))
    expect(parts.flatMap((part) => part.people)).toEqual(whole.people)
    for (const part of parts) expect([part.count, part.total]).toEqual([whole.count, whole.total])
    for (const name of ['amount', 'quantity', 'orders', 'collected', 'won', 'lost'] as const)
      expect(whole.total.figures[name]).toBe(whole.people.reduce((sum, { figures }) => sum + figures[name], 0))
    const targets = whole.people.map(({ progress }) => progress[0]?.target ?? 0)
    expect(whole.total.progress[0]?.target).toBe(targets.reduce((sum, one) => sum + one, 0))
  })

  test('is complete in the CSV and in print', async () => {
    const { text } = await chen.get(`/performance.csv?period=${month}`)
    expect(parse(text, { bom: true, columns: true })).toHaveLength(hired + 2)
    const paper = await chen.get(`/performance?period=${month}&print=1`)
    expect([people(paper).length, paper.one('tfoot th'), paper.one('.pages')]).toEqual([hired + 2, '合计', undefined])
  })

  test('reports an empty page or an invalid page number', async () => {
    const beyond = await chen.get(`/performance?period=${month}&page=4`)
    expect([beyond.status, people(beyond), beyond.one('.empty h2')]).toEqual([200, [], '页码超出范围'])
    expect(total(beyond)).toEqual(total(await chen.get(`/performance?period=${month}`)))
    const nonsense = await chen.get(`/performance?period=${month}&page=-1`)
    expect([people(nonsense).length, nonsense.one('.notice.warn')]).toEqual([20, expect.stringContaining('page')])
  })

  test('redirects a salesperson to their own page', async () => {
    const { status, location } = await wang.get(`/performance?period=${month}&page=2`)
    expect([status, location]).toEqual([303, `/performance/${wang.person.id}?period=${month}`])
  })

  test('has its first people on the start page, and all of them in the targets table', async () => {
    const start = await chen.get('/')
    expect(start.text).toContain('全部 44 人')
    expect((await chen.get('/performance/targets?year=2023')).all('tbody tr[data-id]')).toHaveLength(hired + 1)
  })
})
