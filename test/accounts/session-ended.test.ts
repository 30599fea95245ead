import { beforeAll, describe, expect, test } from 'vitest'
import { localPath } from '../../src/web/session/return-path.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

/** The session ends while a page or a form is open: the answer says so, and signing in leads back. */
let w: Awaited<ReturnType<typeof testApp>>
let nobody: SignedInClient
let customer: number
beforeAll(async () => {
  w = await testApp()
  nobody = w.nobody()
  customer = await w.customer({ owner: '王芳' })
})

const credentials = () => ({ username: 'wangfang', password: w.password })
const nextOf = (location: string) => new URL(location, 'http://local').searchParams.get('next')

test('the sign-in page opened by itself says nothing of a session', async () => {
  expect((await nobody.get('/')).location).toBe('/login')
  const page = await nobody.get('/login')
  expect([page.all('.notice'), page.field('next')]).toEqual([[], undefined])
})

test('a page asked for is opened after signing in', async () => {
  const asked = '/customers?q=%E5%88%98&page=2'
  const answer = await nobody.get(asked)
  expect([answer.status, nextOf(answer.location)]).toEqual([303, asked])
  const page = await nobody.get(answer.location)
  expect(page.one('.notice')).toContain('登录已过期')
  expect(page.one('.notice')).not.toContain('尚未保存')
  const next = page.field('next')
  const wrong = await nobody.send('/login', { username: 'wangfang', password: 'wrong', next })
  expect([wrong.status, wrong.field('next')]).toEqual([422, asked])
  const other = wrong.attribute('header a[hreflang]', 'href') ?? ''
  expect((await nobody.get(other.replaceAll('&amp;', '&'))).field('next')).toBe(asked)
  const signedIn = await w.nobody().send('/login', { ...credentials(), next })
  expect([signedIn.status, signedIn.location]).toEqual([303, asked])
})

describe('after a form, signing in leads to its page', () => {
  test.each([
    ['/customers', '/customers/new'],
    ['/customers/7', '/customers/7/edit'],
    ['/customers/7/communications', '/customers/7'],
    ['/customers/7/contacts', '/customers/7'],
    ['/contacts/7', '/contacts/7'],
    ['/products', '/products/new'],
    ['/products/7', '/products/7'],
    ['/opportunities/7', '/opportunities/7/edit'],
    ['/opportunities/7/updates', '/opportunities/7'],
    ['/orders', '/orders/new'],
    ['/orders/7', '/orders/7/edit'],
    ['/orders/7/shipments', '/orders/7'],
    ['/orders/7/payments', '/orders/7'],
    ['/orders/7/cancel', '/orders/7'],
    ['/follow-ups/7/done', '/follow-ups'],
    ['/imports/7/commit', '/imports/7'],
    ['/team', '/team/new'],
    ['/team/7/deactivate', '/team/7'],
    ['/settings/lists/region', '/settings/lists/region'],
    ['/performance/targets', '/performance/targets'],
    ['/account/language', '/account'],
  ])('%s: %s', async (path, next) => {
    const answer = await nobody.send(path, { name: '刘敏' })
    expect([answer.status, nextOf(answer.location)]).toEqual([303, next])
    const page = await nobody.get(answer.location)
    expect(page.one('.notice')).toContain('登录已过期')
    expect(page.one('.notice')).toContain('尚未保存')
    expect(page.one('noscript')).toContain('后退')
  })

  test('a reversal’s is the page that it was sent from, if that is of this site', async () => {
    const from = async (Referer: string) =>
      nextOf((await nobody.send('/payments/7/reverse', {}, { Host: 'sales.example', Referer })).location)
    expect(await from('http://sales.example/orders/7')).toBe('/orders/7')
    expect(await from('http://evil.example/orders/7')).toBeNull()
  })

  test('signing out without a session asks for nothing', async () => {
    expect((await nobody.send('/logout')).location).toBe('/login')
  })
})

const foreign = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  ' /customers',
  '/customers\r\nSet-Cookie: a=b',
  '/%2f/evil.example',
  '/%2Fevil.example',
  '/%5cevil.example',
  '/%09/evil.example',
  '/%252fevil.example',
  '/.//evil.example',
  '/customers/..//evil.example',
  '/%2e%2e//evil.example',
  '/\u2028evil.example',
  '/login',
  '/logout?x',
  '',
]

test.each(foreign)('signing in does not lead to %j', async (next) => {
  expect(localPath(next)).toBeNull()
  expect((await w.nobody().send('/login', { ...credentials(), next })).location).toBe('/')
  const page = await nobody.get(`/login?${new URLSearchParams({ next })}`)
  expect([page.status, page.field('next'), page.all('.notice')]).toEqual([200, undefined, []])
})

test('nor does an address that looks like another site’s, or several', async () => {
  expect((await nobody.get('//evil.example/customers')).location).toBe('/login')
  expect((await w.nobody().send('/login', 'username=wangfang&password=x&next[]=/a')).status).toBe(422)
  expect(localPath(['/customers'])).toBeNull()
})

test('a person who is signed in already goes on at once', async () => {
  const wang = await w.as('王芳')
  expect((await wang.get('/login?next=/orders')).location).toBe('/orders')
  expect((await wang.get('/login?next=//evil.example')).location).toBe('/')
})

test('the change of an initial password keeps the page that was asked for', async () => {
  const chen = await w.as('陈静')
  const made = await chen.send('/team', { username: 'zhoulan', name: '周岚' })
  const secret = made.one('[data-initial-password]') ?? ''
  const zhou = w.nobody()
  const at = `/customers/${customer}`
  expect((await zhou.send('/login', { username: 'zhoulan', password: secret, next: at })).location).toBe(at)
  const asked = await zhou.get(at)
  expect(asked.location).toBe(`/password?${new URLSearchParams({ next: at })}`)
  const form = await zhou.get(asked.location)
  const next = form.field('next')
  const _csrf = form.field('_csrf')
  const wanted = 'a-long-enough-passphrase'
  const fields = { current_password: secret, new_password: wanted, next, _csrf }
  const refused = await zhou.send('/password', { ...fields, new_password_confirm: 'other' })
  expect([refused.status, refused.field('next')]).toEqual([422, at])
  expect((await zhou.send('/password', { ...fields, new_password_confirm: wanted })).location).toBe(at)
  expect((await zhou.get(at)).status).toBe(200)
})

test('a form of an earlier session is refused in words, with a link to its page', async () => {
  const [earlier, wang] = [await w.as('王芳'), await w.as('王芳')]
  const before = await w.contents()
  const answer = await wang.send(`/customers/${customer}`, { _csrf: earlier.token, name: '刘敏' })
  expect([answer.status, answer.one('h1')]).toEqual([403, '表单来自上一次登录'])
  expect(answer.text).toContain('未保存')
  expect(answer.attribute('.actions a', 'href')).toBe(`/customers/${customer}/edit`)
  expect(await w.contents()).toEqual(before)
  const without = await wang.send(`/customers/${customer}`, { _csrf: '', name: '刘敏' })
  expect([without.status, without.one('h1')]).toEqual([403, '页面已过期'])
})
