import type { SessionData } from 'express-session'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { passwordsAreEqual, passwordWeakness } from '../../src/accounts/sign-in/password.ts'
import { reader, transaction } from '../../src/database/database.ts'
import { endSessions, SessionStore } from '../../src/web/session/session-store.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (milliseconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
const minute = 60_000
const day = 24 * 60 * minute

async function hire(username: string): Promise<{ at: string; password: string }> {
  const made = await chen.send('/team', { username, name: '赵文博' })
  const at = made.attribute('form.form', 'action') ?? ''
  return { at, password: made.one('[data-initial-password]') ?? 'none was shown' }
}

describe('an ended session stays ended', () => {
  test('even if its own last response would save it: a manager who gives up the manager role', async () => {
    const at = `/team/${w.who('李强').id}`
    await chen.send(at, { role: 'manager' })
    const li = await w.as('李强')
    expect((await li.send(at, { role: 'salesperson' })).status).toBe(303)
    expect((await li.get('/')).location).toBe('/login')
  })

  test('even if a request was running when it ended', async () => {
    const store = new SessionStore()
    const read = () =>
      new Promise<SessionData | null>((resolve, reject) =>
        store.get('some-id', (error, session) => (error ? reject(error) : resolve(session ?? null))),
      )
    const write = (session: SessionData) =>
      new Promise<void>((resolve, reject) =>
        store.set('some-id', session, (error) => (error ? reject(error) : resolve())),
      )
    const user_id = w.who('李强').id
    const begun = { cookie: { originalMaxAge: null }, user_id, csrf: 'x', device: '' } as SessionData
    await write(begun)
    const underWay = await read()
    if (!underWay) throw new Error('the session was not kept')
    await write({ ...underWay, csrf: 'y' })
    expect((await read())?.csrf).toBe('y')
    await transaction(() => endSessions(user_id))
    await write({ ...underWay, csrf: 'z' })
    expect(await read()).toBeNull()
  })
})

describe('an initial password', () => {
  test('is not stored anywhere in the database', async () => {
    const { password } = await hire('secret')
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    const kept = [
      await reader().selectFrom('sessions').select('data').execute(),
      await reader().selectFrom('history').selectAll().execute(),
      await reader().selectFrom('users').selectAll().execute(),
    ]
    expect(JSON.stringify(kept)).not.toContain(password)
  })

  test('works for seven days', async () => {
    const { password } = await hire('slow')
    pass(7 * day - minute)
    expect((await w.signIn('slow', password)).token).not.toBe('')
    pass(2 * minute)
    const tooLate = await w.nobody().send('/login', { username: 'slow', password })
    expect(tooLate.status).toBe(422)
    expect(tooLate.text).toContain('用户名或密码错误')
  })

  test('does not exist for a manager’s own account: managers set their own password', async () => {
    const manager = await w.as('陈静')
    const at = `/team/${w.who('陈静').id}`
    expect((await manager.send(`${at}/reset-password`)).status).toBe(422)
    const page = await manager.get(at)
    expect(page.status).toBe(200)
    expect(page.attribute('form[action$="/reset-password"]', 'action')).toBeUndefined()
    expect(page.text).toContain('请直接修改密码')
  })
})

describe('guessing', () => {
  const wrong = (username: string, n: number) => w.nobody().send('/login', { username, password: `guess ${n}` })

  test('in parallel does not get around the delay', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => wrong('everyone.at.once', n)))
    expect(answers.filter(({ text }) => text.includes('用户名或密码错误'))).toHaveLength(5)
  })

  test('the fifth failure shows the waiting time, with the same message for an unknown username', async () => {
    pass(2 * day)
    const told: string[][] = []
    for (const username of ['wangfang', 'nobody.here']) {
      const answers: string[] = []
      for (let n = 0; n < 6; n++) answers.push((await wrong(username, n)).one('[role=alert]') ?? '')
      told.push(answers)
    }
    expect(told[1]).toEqual(told[0])
    expect(told[0]?.slice(3)).toEqual([
      '用户名或密码错误。',
      '用户名或密码错误，请在 1 秒后重试。',
      '尝试次数过多，请在 1 秒后重试。',
    ])
  })

  test('a successful sign-in resets the account’s failures, but not those of the address', async () => {
    pass(4 * day)
    const count = async () =>
      (await reader().selectFrom('login_failures').selectAll().execute()).map(({ id }) => id.split(':')[0])
    await wrong('liqiang', 1)
    await w.as('李强')
    const left = await count()
    expect(left).toContain('address')
    await w.as('李强')
    expect(await count()).toEqual(left)
  })

  test('confirming the current password is slowed down too, but locks nobody out', async () => {
    pass(6 * day)
    const wang = await w.as('王芳')
    const change = (current_password: string) =>
      wang.send('/password', { current_password, new_password: 'a', new_password_confirm: 'a' })
    for (let n = 0; n < 5; n++)
      expect((await change(`guess ${n}`)).one('#current_password-wrong')).toContain('当前密码错误')
    expect((await change(w.password)).one('#current_password-wrong')).toMatch(/请在 \d+ 秒后重试/)
    expect((await w.as('王芳')).token).not.toBe('')
    pass(minute)
    expect((await change(w.password)).one('#current_password-wrong')).toBeUndefined()
  })
})

describe('the team pages', () => {
  test('usernames have two to forty letters of any script, digits, dots, dashes or underscores', async () => {
    for (const username of ['x', '', 'a b', '.hidden', 'a/b', 'a'.repeat(41), 'a\0b', '<b>'])
      expect((await chen.send('/team', { username, name: '甲' })).one('#username-wrong'), username).toBeTruthy()
    for (const username of ['李梅', 'li_mei-2.a', 'b'.repeat(40)])
      expect((await chen.send('/team', { username, name: '甲' })).status, username).toBe(200)
  })

  test('a salesperson gets 403 on each of them', async () => {
    const wang = await w.as('王芳')
    const at = `/team/${w.who('李强').id}`
    for (const path of ['/team', '/team/new', at]) expect((await wang.get(path)).status, path).toBe(403)
    for (const path of [
      '/team',
      at,
      ...['reset-password', 'deactivate', 'hand-over', 'activate'].map((act) => `${at}/${act}`),
    ])
      expect((await wang.send(path)).status, path).toBe(403)
  })

  test('the history describes changes in the reader’s language', async () => {
    const { at } = await hire('told')
    await chen.send(at, { role: 'manager', locale: 'en' })
    await chen.send(`${at}/deactivate`)
    await chen.send(`${at}/activate`)
    const chinese = (await chen.get(at)).text
    for (const line of ['将角色由“销售人员”改为“销售主管”', '改为“English”', '陈静停用了账号', '陈静重新启用了账号'])
      expect(chinese).toContain(line)
    await w.setLocale('陈静', 'en')
    const english = await (await w.as('陈静')).get(at)
    for (const line of ['changed Role from Salesperson to Sales manager', '陈静 deactivated the account'])
      expect(english.text).toContain(line)
    expect((await (await w.as('陈静')).get('/team')).text).toContain('Browser default')
    await w.setLocale('陈静', 'zh-CN')
  })

  test('customers keep their owner if no new owner is chosen, and inactive users cannot be chosen', async () => {
    const { at } = await hire('gone')
    const customer = await w.customer({ owner: '李强', name: '钱颖' })
    const li = `/team/${w.who('李强').id}`
    await chen.send(`${at}/deactivate`)
    for (const reassign_to of [at.split('/')[2], w.who('李强').id, '999999', 'x']) {
      const refused = await chen.send(`${li}/deactivate`, { reassign_to })
      expect(refused.status).toBe(422)
      expect(refused.one('#reassign_to-wrong')).toBeTruthy()
    }
    expect((await chen.send(`${li}/deactivate`)).status).toBe(303)
    expect((await chen.get(`/customers/${customer}`)).one('.page-head .who')).toContain('李强')
    await chen.send(`${li}/activate`)
  })
})

describe('a password that contains the person’s name', () => {
  test.each([
    ['王芳', '王芳王芳王芳王芳王芳王芳'],
    ['王芳', 'wangfang-2026-01'],
    ['Anna Petersen', 'anna1975petersen'],
    ['zhao.wenbo', 'Wenbo-Zhao-1984'],
  ])('is refused: %s, %s', (name, password) => {
    expect(passwordWeakness(password, [name])).toBe('accounts.password_own_name')
  })

  test('the same characters in two Unicode forms are the same password', () => {
    expect(passwordsAreEqual('caf\u00e9 caf\u00e9 caf\u00e9', 'cafe\u0301 cafe\u0301 cafe\u0301')).toBe(true)
  })
})
