import { beforeAll, describe, expect, test } from 'vitest'
import { historyOf } from '../../src/history/record-event.ts'
import { type Seen, type SignedInClient, testApp } from '../test-app.ts'

/** Two people open one form, and both save it. */
let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
let customer: number

beforeAll(async () => {
  w = await testApp()
  await w.product({ model: 'HC-2418R', list_price: '86400' })
  wang = await w.as('王芳')
  chen = await w.as('陈静')
  // Settings and accounts need a second manager.
  await chen.send(`/team/${w.who('李强').id}`, { role: 'manager' })
  customer = await w.customer({ owner: '王芳', company: '苏州恒测' })
})

const order = async (): Promise<string> =>
  (await wang.send('/orders', { customer_id: customer, lines: [{ product_model: 'HC-2418R', quantity: '2' }] }))
    .location

const opportunity = async (): Promise<string> =>
  (await wang.send('/opportunities', { customer_id: customer, title: '恒温箱', expected_amount: '100' })).location

async function contact(): Promise<string> {
  const at = `/customers/${await w.customer({ owner: '王芳' })}`
  await wang.send(`${at}/contacts`, { name: '钱颖' })
  return (await wang.get(at)).attribute('a[href^="/contacts/"]', 'href') ?? ''
}

async function account(): Promise<string> {
  const username = `person-${Math.random().toString(36).slice(2)}`
  return (await chen.send('/team', { username, name: '郑爽' })).attribute('form.form', 'action') ?? ''
}

interface FormCase {
  what: string
  /** Makes a record; where its form is, where it posts to, and the fields that a form always sends. */
  made: () => Promise<{ page: string; action: string; always: string[] }>
  /** Fields that two people change, with the label of the first in the message. */
  first: [string, string]
  second: [string, string]
  label: string
  subject?: string
}

const on = async (path: string, always: string[], edit = `${path}/edit`) => ({ page: edit, action: path, always })
const customerForm = ['name', 'company', 'phone', 'other_contact', 'region', 'city', 'level', 'notes', 'owner_id']

const forms: FormCase[] = [
  {
    what: 'a customer',
    made: async () => on(`/customers/${await w.customer({ owner: '王芳', region: '江苏' })}`, customerForm),
    first: ['region', '上海'],
    second: ['level', 'A'],
    label: '地区',
    subject: 'customers',
  },
  {
    what: 'a contact',
    made: async () => {
      const path = await contact()
      return on(path, ['name', 'title', 'phone', 'email'], path)
    },
    first: ['title', '采购'],
    second: ['phone', '0512-1'],
    label: '职务',
    subject: 'contacts',
  },
  {
    what: 'a product',
    made: async () => {
      const path = `/products/${await w.product()}`
      return on(path, ['model', 'name', 'category', 'unit', 'list_price', 'active'], path)
    },
    first: ['list_price', '200.50'],
    second: ['unit', '台'],
    label: '目录价',
    subject: 'products',
  },
  {
    what: 'an opportunity',
    made: async () => on(await opportunity(), ['title', 'source', 'summary', 'owner_id']),
    first: ['source', '展会'],
    second: ['summary', '两台'],
    label: '来源',
    subject: 'opportunities',
  },
  {
    what: 'an opportunity’s update',
    made: async () => {
      const path = await opportunity()
      const always = ['stage', 'expected_amount', 'expected_close_on', 'probability', 'next_step', 'next_step_on']
      return { page: path, action: `${path}/updates`, always }
    },
    first: ['expected_amount', '250.00'],
    second: ['next_step', '报价'],
    label: '预计成交金额',
    subject: 'opportunities',
  },
  {
    what: 'an order',
    made: async () => on(await order(), ['customer_id', 'ordered_on', 'due_on', 'region', 'contract_number', 'notes']),
    first: ['contract_number', 'HT-1'],
    second: ['notes', '加急'],
    label: '合同号',
    subject: 'orders',
  },
  {
    what: 'an account',
    made: async () => {
      const path = await account()
      return on(path, ['name', 'username', 'role', 'joined_on', 'left_on'], path)
    },
    first: ['joined_on', '2026-01-05'],
    second: ['name', '郑双'],
    label: '入职日期',
    subject: 'users',
  },
  {
    what: 'the settings',
    made: async () => {
      await chen.send('/settings', { company: `公司${Math.random()}`, letterhead: `信头${Math.random()}` })
      return on('/settings', ['company', 'letterhead', 'neglect_days'], '/settings')
    },
    first: ['company', '恒岳'],
    second: ['letterhead', '无锡'],
    label: '公司名称',
    subject: 'settings',
  },
]

const typedIn = (page: Seen, names: string[]): Record<string, string> =>
  Object.fromEntries([...names, 'version'].map((name) => [name, page.field(name) ?? '']))

/** The record's form as two people have it open: 陈静 saves first, 李强, now a manager too, second. */
async function opened({ made }: FormCase) {
  const { page, action, always } = await made()
  const li = await w.as('李强')
  const typed = typedIn(await li.get(page), always)
  const send = (who: SignedInClient, fields: Record<string, string>) => who.send(action, { ...typed, ...fields })
  const field = async (name: string) => (await chen.get(page)).field(name)
  return { li, send, field, page, action }
}

describe.each(forms)('$what', (form) => {
  const { first, second, label, subject } = form
  const one = Object.fromEntries([first])
  const other = Object.fromEntries([second])

  test('saves what both changed, if in different fields, and says what the other has saved', async () => {
    const { li, send, field, action } = await opened(form)
    expect((await send(chen, one)).status).toBe(303)
    const late = await send(li, other)
    expect(late.status, late.all('[role=alert]').join()).toBe(303)
    expect([await field(first[0]), await field(second[0])]).toEqual([first[1], second[1]])
    const message = (await li.get(late.location)).one('.flash p')
    expect(message).toContain('陈静')
    expect(message).toContain(label)
    if (!subject) return
    const id = subject === 'settings' ? 0 : Number(action.split('/')[2])
    const lines = (await historyOf(subject, id)).filter(({ what }) => what === 'changed').slice(0, 2)
    expect(lines.map(({ field: name, who }) => [name, who])).toEqual([
      [second[0], '李强'],
      [first[0], '陈静'],
    ])
  })

  test('shows both values at a field that both changed, and saves nothing', async () => {
    const { li, send, field } = await opened(form)
    const theirs = Object.fromEntries([first, second])
    expect((await send(chen, theirs)).status).toBe(303)
    const before = await w.contents()
    const mine = { ...one, [second[0]]: second[0] === 'level' ? 'B' : `${second[1]}2` }
    const late = await send(li, mine)
    expect(late.status).toBe(422)
    expect(await w.contents()).toEqual(before)
    expect(late.attribute(`[data-theirs="${second[0]}"]`, 'data-value')).toBe(second[1])
    expect(late.attributes('[data-theirs]', 'data-theirs')).toEqual([second[0]])
    expect([late.field(first[0]), late.field(second[0])]).toEqual([first[1], mine[second[0]]])
    const again = await send(li, { ...mine, version: late.field('version') ?? '' })
    expect(again.status).toBe(303)
    expect(await field(second[0])).toBe(mine[second[0]])
  })

  test('has no conflict where both changed a field to the same value', async () => {
    const { li, send, field } = await opened(form)
    const both = Object.fromEntries([first, second])
    expect((await send(chen, one)).status).toBe(303)
    const late = await send(li, both)
    expect(late.status, late.all('[role=alert]').join()).toBe(303)
    expect([await field(first[0]), await field(second[0])]).toEqual([first[1], second[1]])
    expect((await li.get(late.location)).one('.flash p')).not.toContain(label)
  })
})

test('a picklist that only others changed is left as it is; changed by both, both are shown', async () => {
  await chen.send('/settings/lists/industry', { words: '电子\n医药' })
  const page = await chen.get('/settings/lists/industry')
  const [version, words] = [page.field('version') ?? '', page.field('words') ?? '']
  expect((await chen.send('/settings/lists/industry', { words: '电子\n医药\n环保', version })).status).toBe(303)
  const li = await w.as('李强')
  expect((await li.send('/settings/lists/industry', { words: words.replace('\n', '\r\n'), version })).status).toBe(303)
  expect((await li.get('/settings')).one('.flash p')).toContain('陈静')
  expect((await li.get('/settings/lists/industry')).field('words')).toBe('电子\n医药\n环保')
  const late = await li.send('/settings/lists/industry', { words: '电子', version })
  expect(late.status).toBe(422)
  expect(late.attribute('[data-theirs=words]', 'data-value')).toBe('电子\n医药\n环保')
})

test('a form that two changes would make wrong together is shown with both', async () => {
  const at = `/customers/${await w.customer({ owner: '王芳', name: '何思远', company: '恒测' })}`
  expect((await wang.send(at, { company: '', version: '1' })).status).toBe(303)
  const late = await chen.send(at, { name: '', company: '恒测', version: '1' })
  expect(late.status).toBe(422)
  expect(late.one('#name-wrong')).toBeDefined()
  expect(late.attribute('[data-theirs=company]', 'data-value')).toBe('')
  expect(late.field('company')).toBe('')
})

test('a form whose version is not known shows every difference, as if both had changed it', async () => {
  const at = `/customers/${await w.customer({ owner: '王芳', region: '江苏' })}`
  for (const version of ['', '0', '7', 'x', '-1']) {
    const late = await wang.send(at, { region: '上海', version })
    expect(late.status).toBe(422)
    expect(late.attribute('[data-theirs=region]', 'data-value')).toBe('江苏')
  }
})

test('confirming or cancelling an order that has changed is still refused: what is decided must have been seen', async () => {
  const at = await order()
  await wang.send(at, { notes: '甲', version: '1' })
  expect((await chen.send(`${at}/confirm`, { version: '1' })).status).toBe(422)
  expect((await chen.send(`${at}/cancel`, { version: '1', reason: '客户取消' })).status).toBe(422)
})

test('both are saved at the same moment', async () => {
  const at = `/customers/${await w.customer({ owner: '王芳' })}`
  const sent = ['region', 'city', 'industry', 'notes', 'title'].map((name) =>
    (name === 'city' ? chen : wang).send(at, { [name]: `新${name}`, version: '1' }),
  )
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
  const page = await chen.get(`${at}/edit`)
  for (const name of ['region', 'city', 'industry', 'notes', 'title']) expect(page.field(name)).toBe(`新${name}`)
})
