import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { onPostgres } from './database/fresh.ts'
import { type SignedInClient, testApp } from './test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let customer: number
let order: string
let opportunity: string
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  customer = await w.customer({ owner: '陈静', name: '何思远' })
  await w.product({ model: 'HC-2418R' })
  opportunity = (await chen.send('/opportunities', { customer_id: customer, title: '洁净室' })).location
  const lines = [{ product_model: 'HC-2418R', quantity: '1000' }]
  order = (await chen.send('/orders', { customer_id: customer, lines })).location
})

/** Every form, with fields that it accepts. The test of routes below finds a missing one. */
const forms: { path: () => string; good: Record<string, string> }[] = [
  {
    path: () => '/customers',
    good: {
      name: '张建国',
      company: '恒岳',
      phone: '13817025536',
      email: 'a@b.example',
      level: 'A',
      region: '上海',
      notes: '无',
      owner_id: '',
      code: '',
    },
  },
  { path: () => `/customers/${customer}`, good: { name: '何思远', phone: '1', city: '无锡', version: '1' } },
  {
    path: () => `/customers/${customer}/communications`,
    good: {
      kind: 'call',
      content: '谈了',
      happened_at: '2026-01-05T09:00',
      follow_up_on: '',
      follow_up_in: '',
      follow_up_what: '',
      opportunity_id: '',
    },
  },
  { path: () => `/customers/${customer}/contacts`, good: { name: '钱颖', title: '采购', phone: '1', email: '' } },
  { path: () => '/team', good: { username: 'new.person', name: '新人', role: 'salesperson', locale: '' } },
  { path: () => `/team/${w.who('李强').id}/deactivate`, good: { reassign_to: '' } },
  {
    path: () => '/products',
    good: { model: 'A-1', name: '离心机', category: '仪器', unit: '台', list_price: '1', active: '1' },
  },
  {
    path: () => '/orders',
    good: {
      customer_id: '1',
      owner_id: '',
      ordered_on: '2026-01-05',
      due_on: '',
      region: '上海',
      opportunity_id: '',
      contract_number: '',
      signed_on: '',
      notes: '',
      credits: '',
      lines: '',
      'lines[0][product_model]': 'HC-2418R',
      'lines[0][quantity]': '1',
      'lines[0][unit_price]': '',
      'lines[0][discount_percent]': '',
    },
  },
  { path: () => order, good: { due_on: '', notes: 'x', version: '' } },
  { path: () => `${order}/confirm`, good: { version: '' } },
  {
    path: () => `${order}/shipments`,
    good: { shipped_on: '', carrier: '', tracking_number: '', quantities: '', 'quantities[1]': '1' },
  },
  {
    path: () => `${order}/payments`,
    good: {
      kind: 'payment',
      paid_on: '2026-01-05',
      amount: '0.01',
      method: '银行转账',
      reference: '',
      note: '',
      instalment_id: '',
    },
  },
  { path: () => `${order}/cancel`, good: { reason: '不要了', version: '' } },
  {
    path: () => '/performance/targets',
    good: { targets: '', 'targets[1][2026-07][amount]': '1', 'targets[1][2026-07][orders]': '1', version: '' },
  },
  { path: () => '/settings', good: { company: '恒岳仪器', letterhead: '上海', neglect_days: '14', version: '' } },
  { path: () => '/settings/lists/source', good: { words: '展会', version: '' } },
  { path: () => '/notifications/read', good: { id: '', up_to: '' } },
  {
    path: () => '/opportunities',
    good: {
      customer_id: '1',
      title: '洁净室恒温系统',
      source: '展会',
      summary: '',
      owner_id: '',
      credits: '',
      'credits[1]': '',
      stage: '',
      expected_amount: '1',
      expected_close_on: '',
      probability: '',
      next_step: '',
      next_step_on: '',
      loss_reason: '',
    },
  },
  { path: () => opportunity, good: { title: '洁净室', source: '', summary: '', credits: '', version: '' } },
  {
    path: () => `${opportunity}/updates`,
    good: {
      stage: 'proposal',
      feedback: '',
      expected_amount: '',
      expected_close_on: '',
      probability: '',
      next_step: '',
      next_step_on: '',
      note: '谈了',
      loss_reason: '价格',
      version: '',
    },
  },
  { path: () => '/account', good: { locale: 'zh-CN', theme: '' } },
]

const nonsense: [string, unknown][] = [
  ['a text of 100,000 characters', 'x'.repeat(100_000)],
  ['the same field twice', ['1', '2']],
  ['a field of fields', { a: { b: '1' } }],
  ['NUL', 'a\0b'],
  ['a lone surrogate', '%ED%A0%80'],
  ['a negative number', '-1'],
  ['NaN', 'NaN'],
  ['a number with an exponent', '1E+3'],
  ['an unknown id', '2147483647'],
  ['an id that is too large', '99999999999999999999'],
  ['markup', '"><script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['a template', '<%= 1 %>{{name}}#{1}'],
  ['an address of its own scheme', 'javascript:alert(1)'],
  ['no day', '2026-02-30'],
  ['white space', ' \t\u3000\u00a0 '],
  ['a formula', '=1+1'],
  ['the name of a prototype', '__proto__'],
]

/** Validation does not depend on the database, so PostgreSQL is tested only with values that could reach it. */
const reaching = ['100,000', 'NUL', 'surrogate', ' id', 'number']
const asked = nonsense.filter(([what]) => !onPostgres || reaching.some((part) => what.includes(part)))

// A dump of all tables; reset when a form was accepted.
let written: Record<string, string> | undefined

describe.each(forms.map((form, index) => ({ index, fields: Object.keys(form.good) })))(
  'form $index',
  ({ index, fields }) => {
    test.each(fields.flatMap((field) => asked.map(([what, value]) => [field, what, value] as const)))(
      '%s: %s',
      async (field, _, value) => {
        const form = forms[index]
        if (!form) return
        written ??= await w.contents()
        const answer = await chen.send(form.path(), { ...form.good, [field]: value, confirm_duplicate: '1' })
        // Creating an account answers with a page that shows the initial password, not with a redirect.
        const taken = form.path() === '/team' ? 200 : 303
        expect([taken, 422, 413]).toContain(answer.status)
        expect(answer.text).not.toContain('<script>alert')
        expect(answer.text).not.toContain('onerror=alert(1)>')
        if (answer.status === taken) written = undefined
        else expect(await w.contents()).toEqual(written)
        if (answer.status === 422) expect(answer.all('[role=alert]').length).toBeGreaterThan(0)
      },
    )
  },
)

test('strings from the Big List of Naughty Strings are stored as typed and shown as text', async () => {
  const strings = readFileSync('test/data/blns.txt', 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
  const kept: string[] = []
  for (const line of strings.filter((_, index) => index % 6 === 0)) {
    const answer = await chen.send(`/customers/${customer}/communications`, { content: line })
    expect([303, 422], line).toContain(answer.status)
    if (answer.status === 303) kept.push(line.trim())
  }
  const page = await chen.get(`/customers/${customer}?entries=1000`)
  const shown = new Set(page.all('.as-typed'))
  expect(kept.length).toBeGreaterThan(60)
  expect(kept.filter((line) => !shown.has(line))).toEqual([])
  expect(page.text).not.toMatch(/<script>alert/i)
})
