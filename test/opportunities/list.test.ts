import { beforeAll, describe, expect, test } from 'vitest'
import { parseListParams } from '../../src/lists/parameters.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { exportedOf } from '../exported-rows.ts'
import { department } from './opportunity-fixtures.ts'

const { w, wang, li, chen, customer, theirs, made, updated } = await department()
const people = { wang, li, chen }
let cold: string
let warm: string
let won: string
let lost: string
beforeAll(async () => {
  cold = await made(wang, {
    title: '颗粒计数器',
    source: '展会',
    expected_amount: '96000',
    expected_close_on: '2020-02-03',
  })
  warm = await made(wang, {
    title: '=洁净室',
    stage: 'negotiation',
    probability: '80',
    expected_amount: '1560000',
    expected_close_on: '2099-05-06',
    next_step: '签合同',
    next_step_on: '2099-05-01',
    customer_id: theirs,
  })
  won = await made(li, { title: '赢单的', stage: 'won', expected_amount: '5' })
  lost = await made(li, { title: '丢单的' })
  await updated(li, lost, { stage: 'lost', loss_reason: '价格' })
})

const ids = async (who: keyof typeof people, query: string): Promise<string[]> =>
  (await people[who].get(`/opportunities?${query}`))
    .attributes('tr[data-id]', 'data-id')
    .map((id) => `/opportunities/${id}`)

describe('the list of opportunities (handbook 2.3.3)', () => {
  test('shows a salesperson their own, a manager all, last updated first', async () => {
    expect(await ids('chen', '')).toEqual([lost, won, warm, cold])
    expect(await ids('wang', '')).toEqual([warm, cold])
    expect(await ids('li', '')).toEqual([lost, won])
  })

  test.each([
    ['title', 'q=计数器', () => [cold]],
    ['pinyin of the title', 'q=klj', () => [cold]],
    ['company', 'q=dianchi', () => [warm]],
    ['stage', 'stage=negotiation', () => [warm]],
    ['what is open', 'stage=open', () => [cold, warm]],
    ['what is won', 'stage=won', () => [won]],
    ['source', 'source=展会', () => [cold]],
    ['neglect', 'neglected=1', () => [cold]],
    ['having no next step', 'next_step=none', () => [cold]],
    ['expected days', 'from=2099-05-06&to=2099-05-06', () => [warm]],
    ['expected days, open at one end', 'to=2099-05-05', () => [cold]],
    ['the greatest amount first', 'sort=-expected_amount', () => [warm, cold, won, lost]],
    ['the title’s pinyin', 'sort=title', () => [warm, lost, cold, won]],
  ])('finds by %s', async (_, query, expected) => {
    expect((await ids('chen', query)).toSorted()).toEqual(expected().toSorted())
    if (query.startsWith('sort')) expect(await ids('chen', query)).toEqual(expected())
  })

  test('filters by owner and customer', async () => {
    expect(await ids('chen', `owner_id=${w.who('李强').id}`)).toEqual([lost, won])
    expect(await ids('chen', `customer_id=${theirs}`)).toEqual([warm])
    expect(await ids('wang', `owner_id=${w.who('李强').id}`)).toEqual([])
  })

  test('ignores invalid filters and reports them', async () => {
    const page = await chen.get('/opportunities?stage=x&neglected=2&from=2026-02-30&owner_id=x&sort=next_step')
    expect(page.all('tr[data-id]')).toHaveLength(4)
    for (const name of ['stage', 'neglected', 'from', 'owner_id', 'sort'])
      expect(page.one('.notice.warn')).toContain(name)
  })

  test('has tabs for open work, one of them current', async () => {
    const current = async (who: keyof typeof people, query: string) =>
      (await people[who].get(`/opportunities?${query}`)).all('.tabs [aria-current=page]')
    expect(await current('wang', '')).toEqual(['全部'])
    expect(await current('wang', 'stage=open')).toEqual(['进行中'])
    expect(await current('wang', 'neglected=1')).toEqual(['久未跟进'])
    expect(await current('chen', `owner_id=${w.who('陈静').id}&stage=open`)).toEqual(['我的'])
    expect(await current('wang', 'stage=won&q=x')).toEqual([])
    expect((await wang.get('/opportunities')).text).not.toContain('我的<')
  })

  test('marks stale and late ones', async () => {
    const page = await chen.get('/opportunities?q=计数器')
    expect(page.one('.c-last-update-on .state.warn')).toContain('久未跟进')
    expect(page.one('.c-expected-close-on .state.bad')).toBeTruthy()
    expect(page.attribute('td.c-expected-amount', 'data-value')).toBe('9600000')
  })
})

describe('its CSV', () => {
  test('has the columns that an import reads', async () => {
    expect((await exportedOf(opportunityList, 'stage=negotiation', chen.person))[0]).toMatchObject({
      customer_code: expect.any(String),
      title: '=洁净室',
      customer: '昆明滇池水务',
      stage: 'negotiation',
      probability: '80',
      expected_amount: '1560000.00',
      expected_close_on: '2099-05-06',
      next_step: '签合同',
      next_step_on: '2099-05-01',
      owner: 'wangfang',
      loss_reason: '',
    })
  })

  test('contains what the list shows and counts, for every user', async () => {
    for (const who of ['wang', 'li', 'chen'] as const)
      for (const query of ['', 'stage=open', 'neglected=1', 'stage=lost', `customer_id=${customer}`, 'q=weixin']) {
        const { question } = parseListParams(opportunityList, Object.fromEntries(new URLSearchParams(query)))
        const rows = await exportedOf(opportunityList, query, people[who].person)
        expect(rows.length, `${who} ${query}`).toBe((await opportunityList.page(question, people[who].person)).total)
        expect(rows).toHaveLength((await ids(who, query)).length)
      }
  })

  test('is available to everyone, with their own records', async () => {
    const file = await li.get('/opportunities.csv')
    expect(file.headers['content-disposition']).toContain('.csv')
    expect(file.text).toContain('赢单的')
    expect(file.text).not.toContain('计数器')
    expect((await wang.get('/opportunities.csv')).text).toContain("'=洁净室")
  })
})
