import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { hashPassword, passwordMatches, passwordWeakness } from '../../src/accounts/sign-in/password.ts'
import { delayAfter } from '../../src/accounts/sign-in/throttle.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})
afterEach(() => {
  vi.useRealTimers()
})

const wrong = { username: 'wangfang', password: 'not the password' }

describe('guessing', () => {
  test('delays double from the fifth failure up to a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 14, 15, 100].map(delayAfter)).toEqual([0, 0, 1, 2, 4, 512, 900, 900])
  })

  test('an unknown username gets the same answer as a wrong password', async () => {
    const unknown = await w.nobody().send('/login', { username: 'nobody.here', password: 'x' })
    const known = await w.nobody().send('/login', { username: 'liqiang', password: 'x' })
    expect(unknown.status).toBe(422)
    expect(unknown.text.replaceAll('nobody.here', 'liqiang')).toBe(known.text)
  })

  test('slows down with a message, but not for a browser in which the person has signed in before', async () => {
    const before = await w.signIn('wangfang', w.password)
    await before.send('/logout')
    const stranger = w.nobody()
    for (let n = 0; n < 8; n++) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 60_000 })
      await stranger.send('/login', wrong)
    }
    const slowed = await stranger.send('/login', { username: 'wangfang', password: w.password })
    expect(slowed.status).toBe(422)
    expect(slowed.one('[role=alert]')).toMatch(/请在 \d+ 秒后重试/)
    expect(slowed.field('username')).toBe('wangfang')
    expect((await before.send('/login', { username: 'wangfang', password: w.password })).status).toBe(303)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 60_000 })
    expect((await stranger.send('/login', { username: 'wangfang', password: w.password })).status).toBe(303)
  })
})

describe('sessions', () => {
  test('a sign-in page opened before another sign-in still works, for any user', async () => {
    const browser = await w.as('王芳')
    const answer = await browser.send('/login', `username=liqiang&password=${w.password}`)
    expect([answer.status, answer.location]).toEqual([303, '/'])
    expect((await browser.get('/account')).one('.sidebar')).toContain('李强')
    expect((await browser.send('/login', wrong, { Origin: 'http://evil.example' })).status).toBe(403)
  })

  test('end at sign-out, after 8 idle hours, and after 7 days', async () => {
    const out = await w.as('王芳')
    expect((await out.send('/logout')).location).toBe('/login')
    expect((await out.get('/')).location).toBe('/login')

    const idle = await w.as('王芳')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8.1 * 3_600_000 })
    expect((await idle.get('/')).location).toBe('/login')
  })

  test('get a new id at sign-in, and the CSRF token of one session is invalid in another', async () => {
    const [wang, li] = [await w.as('王芳'), await w.as('李强')]
    expect((await wang.send('/customers', { name: 'x', phone: '1', _csrf: li.token })).status).toBe(403)
  })
})

describe('passwords', () => {
  const long = readFileSync('test/data/common-passwords.txt', 'utf8')
    .split('\n')
    .filter((line) => line.length >= 12)

  test.each(long)('a common password is rejected: %s', (password) => {
    expect(passwordWeakness(password, [])).toBeDefined()
  })

  test('passwords are not cut off: 256 characters, in Chinese too', async () => {
    const longest = '密'.repeat(255)
    const stored = await hashPassword(`${longest}甲`)
    expect(await passwordMatches(`${longest}甲`, stored)).toBe(true)
    expect(await passwordMatches(`${longest}乙`, stored)).toBe(false)
    expect(passwordWeakness('正确的马电池订书钉一二三四', ['王芳'])).toBeUndefined()
    expect(passwordWeakness('x'.repeat(257), [])).toBe('accounts.password_long')
  })

  test('a NUL does not end a password', async () => {
    const stored = await hashPassword('before\0after')
    expect(await passwordMatches('before\0other', stored)).toBe(false)
  })
})
