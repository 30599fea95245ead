import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../src/app.ts'
import { runDueJobs } from '../src/jobs/runner.ts'
import { choiceLists } from '../src/preferences/repository.ts'
import { acceptedForms, type Ids } from './accepted-forms.ts'
import { createOneOfEachRecord } from './one-of-each-record.ts'
import { type SignedInClient, testApp } from './test-app.ts'

/**
 * The product's table of permissions, by route: who may open it or submit its form. The test fails for a route that is
 * missing here.
 */
const table: Record<string, 'anyone' | 'everyone' | 'author' | 'owner' | 'manager'> = {
  'GET /healthz': 'anyone',
  'GET /login': 'anyone',
  'POST /login': 'anyone',
  'POST /logout': 'everyone',
  'GET /password': 'everyone',
  'POST /password': 'everyone',
  'GET /account': 'everyone',
  'POST /account': 'everyone',
  'POST /account/language': 'everyone',
  'GET /team': 'manager',
  'GET /team/new': 'manager',
  'POST /team': 'manager',
  'GET /team/:id': 'manager',
  'POST /team/:id': 'manager',
  'POST /team/:id/reset-password': 'manager',
  'POST /team/:id/deactivate': 'manager',
  'POST /team/:id/hand-over': 'manager',
  'POST /team/:id/activate': 'manager',
  'GET /': 'everyone',
  'GET /menu': 'everyone',
  'GET /search': 'everyone',
  'GET /about': 'everyone',
  'GET /about/look': 'everyone',
  'GET /customers': 'everyone',
  'GET /customers.csv': 'manager',
  'GET /customers/new': 'everyone',
  'POST /customers': 'everyone',
  'GET /customers/:id': 'everyone',
  'GET /customers/:id/edit': 'owner',
  'POST /customers/:id': 'owner',
  'POST /customers/:id/communications': 'everyone',
  'POST /customers/:id/contacts': 'owner',
  'POST /customers/:id/distinct': 'owner',
  'GET /contacts/:id': 'owner',
  'POST /contacts/:id': 'owner',
  'GET /communications/:id/edit': 'author',
  'POST /communications/:id': 'author',
  'POST /communications/:id/withdraw': 'author',
  'GET /follow-ups': 'everyone',
  'POST /follow-ups/:id/done': 'owner',
  'POST /follow-ups/:id/move': 'owner',
  'POST /follow-ups/:id/undo': 'owner',
  'GET /customers/import': 'manager',
  'GET /customers/import/template.csv': 'manager',
  'POST /customers/import': 'manager',
  'GET /orders/import': 'manager',
  'GET /orders/import/template.csv': 'manager',
  'POST /orders/import': 'manager',
  'GET /products/import': 'manager',
  'GET /products/import/template.csv': 'manager',
  'POST /products/import': 'manager',
  'GET /imports': 'manager',
  'GET /imports/:id': 'manager',
  'GET /imports/:id.json': 'manager',
  'GET /imports/:id/rejected.csv': 'manager',
  'POST /imports/:id/mapping': 'manager',
  'POST /imports/:id/commit': 'manager',
  'GET /products': 'everyone',
  'GET /products.csv': 'manager',
  'GET /products.json': 'everyone',
  'GET /products/new': 'manager',
  'POST /products': 'manager',
  'GET /products/:id': 'everyone',
  'POST /products/:id': 'manager',
  'GET /reports': 'everyone',
  'GET /reports/sales': 'manager',
  'GET /reports/sales.csv': 'manager',
  'GET /reports/records': 'manager',
  'GET /reports/records.csv': 'manager',
  'GET /performance': 'everyone',
  'GET /performance.csv': 'manager',
  'GET /performance/targets': 'manager',
  'POST /performance/targets': 'manager',
  'GET /performance/:id': 'owner',
  'GET /performance/:id.csv': 'owner',
  'GET /performance/:id/records': 'owner',
  'GET /performance/:id/records.csv': 'owner',
  'GET /opportunities': 'everyone',
  'GET /opportunities.csv': 'everyone',
  'GET /opportunities/new': 'everyone',
  'POST /opportunities': 'everyone',
  'GET /opportunities/:id': 'owner',
  'GET /opportunities/:id/edit': 'owner',
  'POST /opportunities/:id': 'owner',
  'POST /opportunities/:id/updates': 'owner',
  'GET /reports/payments': 'everyone',
  'GET /reports/payments.csv': 'everyone',
  'GET /reports/payments/records': 'everyone',
  'GET /reports/payments/records.csv': 'everyone',
  'GET /orders/analysis': 'manager',
  'GET /orders/analysis.csv': 'manager',
  'GET /orders/analysis/records': 'manager',
  'GET /orders/analysis/records.csv': 'manager',
  'GET /orders': 'everyone',
  'GET /orders.csv': 'everyone',
  'GET /orders/new': 'everyone',
  'POST /orders': 'everyone',
  'GET /orders/:id': 'owner',
  'GET /orders/:id/edit': 'owner',
  'GET /orders/:id/print': 'owner',
  'POST /orders/:id': 'owner',
  'POST /orders/:id/confirm': 'owner',
  'POST /orders/:id/cancel': 'owner',
  'POST /orders/:id/shipments': 'owner',
  'POST /orders/:id/payments': 'owner',
  'POST /shipments/:id/reverse': 'owner',
  'POST /payments/:id/reverse': 'owner',
  'GET /notifications': 'everyone',
  'POST /notifications/read': 'everyone',
  'GET /settings': 'manager',
  'POST /settings': 'manager',
  ...Object.fromEntries(
    choiceLists.flatMap((list) => ['GET', 'POST'].map((method) => [`${method} /settings/lists/${list}`, 'manager'])),
  ),
  'GET /help': 'everyone',
}

let w: Awaited<ReturnType<typeof testApp>>
let addressOf: (path: string) => string
let ids: Ids
let people: Record<'own' | 'other' | 'manager' | 'nobody', SignedInClient>

beforeAll(async () => {
  w = await testApp()
  const [own, other, manager] = await Promise.all([w.as('王芳'), w.as('李强'), w.as('陈静')])
  people = { own, other, manager, nobody: w.nobody() }
  ;({ addressOf, ids } = await createOneOfEachRecord(w, own, manager))
})

const ask = (who: SignedInClient, method: string, path: string) =>
  method === 'get' ? who.get(addressOf(path)) : who.send(addressOf(path))

test('the table lists every route, and nothing else', () => {
  expect(routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(
    Object.keys(table).toSorted(),
  )
})

const doors = routes
  .filter(({ path }) => path !== '/logout')
  .map(({ method, path }) => ({ method, path, right: table[`${method.toUpperCase()} ${path}`] }))
const guarded = doors.filter(({ right }) => right !== 'anyone')

test.each(doors)(
  'anonymous requests are redirected to the sign-in page: $method $path',
  async ({ method, path, right }) => {
    const before = await w.contents()
    const answer = await ask(people.nobody, method, path)
    const [page] = answer.location.split('?')
    if (right === 'anyone') expect(page).not.toBe('/login')
    else expect([answer.status, page]).toEqual([303, '/login'])
    expect(await w.contents()).toEqual(before)
  },
)

test.each(doors.filter(({ right }) => right === 'author' || right === 'owner' || right === 'manager'))(
  'another salesperson is refused, and nothing is written: $method $path',
  async ({ method, path, right }) => {
    // Everyone may see all customers; another salesperson's orders and opportunities answer 404.
    const before = await w.contents()
    const known = right === 'manager' || /^\/(customers|contacts|communications|follow-ups)\//.test(path)
    expect((await ask(people.other, method, path)).status).toBe(known ? 403 : 404)
    expect(await w.contents()).toEqual(before)
  },
)

test.each(doors.filter(({ right }) => right === 'manager'))(
  'so is the owner of the record: $method $path',
  async ({ method, path }) => {
    expect((await ask(people.own, method, path)).status).toBe(403)
  },
)

const insiders = (right: (typeof doors)[number]['right']): SignedInClient =>
  ({ anyone: people.nobody, everyone: people.other, author: people.own, owner: people.own, manager: people.manager })[
    right ?? 'anyone'
  ]

test.each(doors.filter(({ method }) => method === 'get'))(
  'everyone with the permission can open it: $path',
  async ({ path, right }) => {
    const { status, location } = await insiders(right).get(addressOf(path))
    const own = `/performance/${people.other.person.id}`
    expect([status, location.split('?')[0]]).toEqual(path === '/performance' ? [303, own] : [200, ''])
  },
)

test.each(doors.filter(({ path }) => path.includes(':id')))(
  'an unknown record is not found: $method $path',
  async ({ method, path }) => {
    const address = path.replace(':id', '2147483647')
    expect((await (method === 'get' ? people.manager.get(address) : people.manager.send(address))).status).toBe(404)
  },
)

test.each(guarded.filter(({ method }) => method === 'post'))(
  'without the CSRF token, or from another site, nothing happens: $path',
  async ({ path }) => {
    const before = await w.contents()
    expect((await people.manager.send(addressOf(path), { _csrf: 'x' })).status).toBe(403)
    expect((await people.manager.send(addressOf(path), {}, { Origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await people.manager.send(addressOf(path), {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect(await w.contents()).toEqual(before)
  },
)

describe('actions with the permission are done', () => {
  beforeAll(async () => {
    ids.own = String(people.own.person.id)
    ids.ofOther = String(await w.customer({ owner: '李强' }))
    ids.line = (await people.own.get(addressOf('/orders/:id'))).attribute('tr[data-id]', 'data-id') ?? ''
  })

  test('the accepted forms cover every route', () => {
    const acts = doors.filter(({ method }) => method === 'post').map(({ path }) => `POST ${path}`)
    expect(Object.keys(acceptedForms).toSorted()).toEqual(acts.toSorted())
  })

  test.each(Object.entries(acceptedForms))('%s', async (route, form) => {
    const path = route.replace('POST ', '')
    const who = insiders(table[route])
    // An order can be cancelled once its shipments and payments are reversed, as they are on this one.
    const address = path === '/orders/:id/cancel' ? `/orders/${ids.shipped}/cancel` : addressOf(path)
    await runDueJobs()
    const answer = path.endsWith('/import')
      ? await who.upload(address, 'a.csv', 'name,phone\nKai,13800000000\n')
      : await who.send(address, typeof form === 'function' ? form(ids) : form)
    // Creating an account or resetting a password answers with a page that shows the initial password, not with a
    // redirect.
    const taken = /^\/team(\/:id\/reset-password)?$/.test(path) ? 200 : 303
    expect([answer.status, ...answer.all('[role=alert]')]).toEqual([taken])
    expect(answer.all('[data-initial-password]')).toHaveLength(taken === 200 ? 1 : 0)
    expect(answer.location).not.toMatch(/^\/login/)
  })
})
