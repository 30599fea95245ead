import { beforeAll, describe, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

const newPassword = 'violet-kettle-harbor-93'

/** Creates an account; returns its path and the initial password that its page showed. */
async function hire(username: string, name = '赵文博'): Promise<{ at: string; password: string }> {
  const made = await chen.send('/team', { username, name, role: 'salesperson' })
  return { at: made.attribute('form.form', 'action') ?? '', password: made.one('[data-initial-password]') ?? '' }
}

describe('accounts managed by a manager', () => {
  test('are sorted by pronunciation', async () => {
    const names = (await chen.get('/team')).all('tbody th')
    expect(names.filter((name) => ['陈静', '李强', '王芳'].includes(name))).toEqual(['陈静', '李强', '王芳'])
  })

  test('the initial password is shown once, in the response to the form', async () => {
    const form = { username: 'zhao.wenbo', name: '赵文博', role: 'salesperson', _once: 'an-account-for-zhao' }
    const made = await chen.send('/team', form)
    const [at, password] = [made.attribute('form.form', 'action') ?? '', made.one('[data-initial-password]') ?? '']
    expect([made.status, made.one('h1'), made.headers['cache-control']]).toEqual([200, '赵文博', 'no-store'])
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    expect(at).toMatch(/^\/team\/\d+$/)
    for (const path of ['/team', at]) expect((await chen.get(path)).text).not.toContain(password)
    const again = await chen.send('/team', form)
    expect([again.status, again.location]).toEqual([303, at])
    await w.signIn('zhao.wenbo', password)
  })

  test('so is a reset password; sending the form again changes nothing', async () => {
    const { at } = await hire('qin.yu', '秦雨')
    const form = { _once: 'a-reset-for-qin-yu' }
    const reset = await chen.send(`${at}/reset-password`, form)
    const password = reset.one('[data-initial-password]') ?? ''
    expect([reset.status, reset.one('h1')]).toEqual([200, '秦雨'])
    const again = await chen.send(`${at}/reset-password`, form)
    expect([again.status, again.location]).toEqual([303, at])
    expect((await chen.get(at)).text).not.toContain(password)
    await w.signIn('qin.yu', password)
  })

  test('the page that shows it links back to the account, in the other language too', async () => {
    const { at } = await hire('han.xue', '韩雪')
    const reset = await chen.send(`${at}/reset-password`)
    expect(reset.attribute('form[action="/account/language"] [name="back"]', 'value')).toBe(at)
  })

  test('invisible characters are removed from names, and a name needs visible ones', async () => {
    const { at } = await hire('wu.yue', '吴\u200b越\u202e')
    expect((await chen.get(at)).field('name')).toBe('吴越')
    const refused = await chen.send('/team', { username: 'nobody', name: '\u200b\u2060', role: 'salesperson' })
    expect([refused.status, refused.one('#name-wrong')]).toEqual([422, '此项必填。'])
  })

  test('after the first sign-in every page leads to the password page until a good password is set (handbook 2.1)', async () => {
    const { password } = await hire('sun.li', '孙丽')
    const sun = await w.signIn('sun.li', password)
    for (const path of ['/', '/customers', '/customers/new', '/account', '/nothing'])
      expect((await sun.get(path)).location.split('?')[0], path).toBe('/password')
    expect((await sun.send('/customers', { name: 'x', phone: '1' })).location.split('?')[0]).toBe('/password')
    expect((await sun.get('/css/salesbook.css')).status).toBe(200)

    const change = (fields: object) =>
      sun.send('/password', {
        current_password: password,
        new_password: newPassword,
        new_password_confirm: newPassword,
        ...fields,
      })
    const wrongs: [object, string, string][] = [
      [{ current_password: 'not-this-one' }, 'current_password', '当前密码错误。'],
      [{ new_password: password, new_password_confirm: password }, 'new_password', '新密码不能与当前密码相同。'],
      [{ new_password: 'short', new_password_confirm: 'short' }, 'new_password', '密码至少 12 个字符。'],
      [
        { new_password: 'password1234', new_password_confirm: 'password1234' },
        'new_password',
        '密码容易被猜中，请改用几个不相关的词语组合。',
      ],
      [{ new_password: 'sun.li.sun.li', new_password_confirm: 'sun.li.sun.li' }, 'new_password', ''],
      [{ new_password_confirm: 'violet-kettle-harbor-94' }, 'new_password_confirm', '两次输入的新密码不一致。'],
    ]
    for (const [fields, field, message] of wrongs) {
      const refused = await change(fields)
      expect(refused.status).toBe(422)
      expect(refused.one(`#${field}-wrong`)).toContain(message)
      expect((await sun.get('/')).location).toBe('/password')
    }
    expect((await change({})).location).toBe('/')
    expect((await sun.get('/')).status).toBe(200)
  })

  test('a new password ends the other sessions, not this one', async () => {
    const { password } = await hire('zhou.min', '周敏')
    const [desk, phone] = [await w.signIn('zhou.min', password), await w.signIn('zhou.min', password)]
    await desk.send('/password', {
      current_password: password,
      new_password: newPassword,
      new_password_confirm: newPassword,
    })
    expect((await desk.get('/')).status).toBe(200)
    expect((await phone.get('/')).location).toBe('/login')
  })

  test('a reset ends all sessions and requires a new password', async () => {
    const { at } = await hire('yang.fan', '杨帆')
    const again = (await chen.send(`${at}/reset-password`)).one('[data-initial-password]') ?? ''
    const yang = await w.signIn('yang.fan', again)
    await chen.send(`${at}/reset-password`)
    expect((await yang.get('/password')).location).toBe('/login?next=%2Fpassword')
    expect((await w.nobody().send('/login', { username: 'yang.fan', password: again })).status).toBe(422)
  })

  test('deactivation ends sessions at once; customers get a new owner, each with a history entry', async () => {
    const customer = await w.customer({ owner: '李强', name: '林海燕' })
    const li = await w.as('李强')
    expect((await chen.send(`/team/${w.who('李强').id}/deactivate`, { reassign_to: w.who('王芳').id })).status).toBe(
      303,
    )
    expect((await li.get('/')).location).toBe('/login')
    expect((await w.nobody().send('/login', { username: 'liqiang', password: w.password })).status).toBe(422)
    const page = await chen.get(`/customers/${customer}`)
    expect(page.one('.page-head .who')).toContain('王芳')
    expect(page.text).toContain('陈静将负责人由“李强”改为“王芳”')
    await chen.send(`/team/${w.who('李强').id}/activate`)
    expect((await w.as('李强')).person.username).toBe('liqiang')
  })

  test('the remaining records of a former user are counted and can be reassigned later', async () => {
    const customer = await w.customer({ owner: '李强', name: '石磊' })
    const li = `/team/${w.who('李强').id}`
    const to = { reassign_to: w.who('王芳').id }
    expect((await chen.get(li)).all('[data-held] a')).toContain('客户')
    const active = await chen.send(`${li}/hand-over`, to)
    expect([active.status, active.one('#reassign_to-wrong')]).toEqual([422, '账号仍在使用，请先停用再转交。'])
    await chen.send(`${li}/deactivate`)
    const refused = await chen.send(`${li}/hand-over`, { reassign_to: '' })
    expect([refused.status, refused.one('#reassign_to-wrong')]).toEqual([422, '此项必填。'])
    expect((await chen.send(`${li}/hand-over`, { reassign_to: w.who('李强').id })).status).toBe(422)
    expect((await chen.send(`${li}/hand-over`, to)).location).toBe(li)
    expect((await chen.get(`/customers/${customer}`)).one('.page-head .who')).toContain('王芳')
    const left = await chen.get(li)
    expect(left.all('[data-held] a')).not.toContain('客户')
    expect(left.text).toContain('陈静将客户和进行中的机会转交给王芳')
    await chen.send(`${li}/activate`)
  })

  test('the last active manager can neither be deactivated nor lose the role', async () => {
    const own = `/team/${w.who('陈静').id}`
    const refused = await chen.send(own, { role: 'salesperson' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('这是最后一个可用的销售主管账号')
    expect((await chen.send(`${own}/deactivate`)).status).toBe(422)
    expect((await chen.get('/team')).status).toBe(200)
  })

  test('a change of role ends the sessions of the account', async () => {
    const li = await w.as('李强')
    await chen.send(`/team/${w.who('李强').id}`, { role: 'manager' })
    expect((await li.get('/')).location).toBe('/login')
    const again = await w.as('李强')
    expect((await again.get('/team')).status).toBe(200)
    await chen.send(`/team/${w.who('李强').id}`, { role: 'salesperson' })
  })

  test('the days of joining and leaving are business dates, a manager’s to set, with a history', async () => {
    const made = await chen.send('/team', { name: '周敏', username: 'zhoumin', joined_on: '2024-03-01' })
    const at = made.attribute('form.form', 'action') ?? ''
    const wrong = await chen.send(at, { left_on: '2024-02-29' })
    expect(wrong.one('#left_on-wrong')).toBe('离职日期早于入职日期，请核对。')
    expect((await chen.send(at, { left_on: '2026-08-31' })).status).toBe(303)
    const page = await chen.get(at)
    expect([page.field('joined_on'), page.field('left_on')]).toEqual(['2024-03-01', '2026-08-31'])
    expect(page.text).toContain('将离职日期由“无”改为“8月31日”')
    expect((await (await w.as('王芳')).send(at, { left_on: '' })).status).toBe(403)
  })

  test('a username is unique regardless of case; the form keeps what was typed', async () => {
    const refused = await chen.send('/team', { username: 'WangFang', name: '另一位', role: 'manager' })
    expect(refused.status).toBe(422)
    expect(refused.one('#username-wrong')).toContain('王芳')
    expect(refused.field('name')).toBe('另一位')
    expect(refused.field('role')).toBe('manager')
  })
})
