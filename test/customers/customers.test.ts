import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { setClock } from '../../src/values/clock.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})
afterEach(() => setClock())

describe('a new customer (handbook 2.2.1)', () => {
  test('is created, shown on its page, and gets the next number', async () => {
    const wang = await w.as('王芳')
    const made = await wang.send('/customers', {
      name: '张建国',
      company: '上海恒岳精密仪器有限公司',
      phone: '138 1702 5536',
      region: '上海',
      level: 'A',
    })
    expect(made.status).toBe(303)
    expect(made.location).toMatch(/^\/customers\/\d+$/)
    const page = await wang.get(made.location)
    expect(page.status).toBe(200)
    expect(page.one('h1')).toBe('张建国')
    expect(page.one('.breadcrumb')).toContain('KH-0')
    expect(page.text).toContain('138 1702 5536')
    expect(page.one('.flash')).toBe('客户已创建。')
  })

  test('needs a name or a company, and one contact detail; the form keeps what was typed', async () => {
    const wang = await w.as('王芳')
    const refused = await wang.send('/customers', { title: '设备部经理', city: '无锡' })
    expect(refused.status).toBe(422)
    expect(refused.field('title')).toBe('设备部经理')
    expect(refused.field('city')).toBe('无锡')
    expect(refused.one('#name-wrong')).toBe('请填写客户姓名或公司名称。')
    expect(refused.one('#phone-wrong')).toBe('请至少填写一种联系方式：电话、邮箱或微信等。')
  })

  test('belongs to the person who creates it; only a manager can choose another owner', async () => {
    const wang = await w.as('王芳')
    const refused = await wang.send('/customers', { name: '周晓琳', phone: '025-83509921', owner_id: w.who('李强').id })
    expect(refused.status).toBe(422)
    const chen = await w.as('陈静')
    const made = await chen.send('/customers', { name: '周晓琳', phone: '025-83509921', owner_id: w.who('李强').id })
    expect(made.status).toBe(303)
    expect((await chen.get(made.location)).one('.page-head .who')).toContain('李强')
  })

  test('is created once if the form is sent twice', async () => {
    const wang = await w.as('王芳')
    const fields = { name: '吴俊', phone: '13777053349', _once: 'once-key-000001' }
    const first = await wang.send('/customers', fields)
    const second = await wang.send('/customers', fields)
    expect(second.status).toBe(303)
    expect(second.location).toBe(first.location)
    expect((await wang.get('/customers?q=13777053349')).all('tr[data-id]')).toHaveLength(1)
  })

  test('with a code in use gets an error that names the other customer', async () => {
    await w.customer({ name: '郑丽华', code: 'X-1' })
    const refused = await (await w.as('王芳')).send('/customers', { name: '马超', phone: '1', code: 'x-1' })
    expect(refused.status).toBe(422)
    expect(refused.one('#code-wrong')).toContain('郑丽华')
  })
})

describe('likely duplicates (handbook 3.1)', () => {
  test.each([
    [
      'same phone, written otherwise',
      { name: '刘敏', phone: '0512-6288 4417' },
      { name: '刘女士', phone: '+86 512 62884417' },
      '电话相同',
    ],
    ['same email', { name: '高翔', email: 'gao@xk.example' }, { name: '小高', email: 'GAO@xk.example' }, '邮箱相同'],
    [
      'same company, ignoring its legal form',
      { name: '邓凯', company: '成都天府制药有限责任公司' },
      { company: '成都天府制药', phone: '1234567' },
      '公司名称相同（不计“有限公司”等）',
    ],
    [
      'same name in the same city',
      { name: '许婷', city: '厦门' },
      { name: '许婷', city: '厦门', phone: '7654321' },
      '姓名和城市相同',
    ],
  ])('%s: shown before saving, with the reason; saved after confirming', async (_, there, typed, reason) => {
    await w.customer({ owner: '李强', ...there })
    const wang = await w.as('王芳')
    const asked = await wang.send('/customers', typed)
    expect(asked.status).toBe(422)
    expect(asked.one('.side .notice')).toContain(reason)
    expect(asked.one('.side .notice')).toContain('李强')
    const made = await wang.send('/customers', { ...typed, confirm_duplicate: '1' })
    expect(made.status).toBe(303)
    // Whoever saves in spite of the warning has said that they are not the same.
    expect((await wang.get(made.location)).one('.notice.warn')).toBeUndefined()
    expect((await wang.send(made.location, { title: '院长', version: 1 })).status).toBe(303)
    expect((await wang.get(made.location)).one('.notice.warn')).toContain('可能与以下客户重复')
  })

  test('an edit that makes a customer like another: saved after confirming, and not asked again', async () => {
    await w.customer({ name: '曹颖', phone: '0591-87654321' })
    const id = await w.customer({ name: '曹影', phone: '13600009999' })
    await w.customer({ name: '曹英', phone: '13600009999' })
    const wang = await w.as('王芳')
    const change = { phone: '0591-87654321', other_contact: '', version: 1 }
    expect((await wang.send(`/customers/${id}`, change)).one('.side .notice')).toContain('曹颖')
    expect((await wang.send(`/customers/${id}`, { ...change, confirm_duplicate: '1' })).status).toBe(303)
    expect((await wang.get(`/customers/${id}`)).one('.notice.warn')).toBeUndefined()
  })

  test('when two people save at once, the second sees the first’s customer', async () => {
    const [wang, li] = await Promise.all([w.as('王芳'), w.as('李强')])
    const answers = await Promise.all(
      [wang, li].map((one) => one.send('/customers', { name: '同时', phone: '13900001111' })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })

  test('a pair marked as not the same is not shown again until one of them changes', async () => {
    await w.customer({ name: '罗燕', phone: '0731-84805523' })
    const id = await w.customer({ name: '罗雁', phone: '0731-84805523' })
    const wang = await w.as('王芳')
    const other = (await wang.get(`/customers/${id}`)).attribute('form[action$=distinct] input[name=other_id]', 'value')
    await wang.send(`/customers/${id}/distinct`, { other_id: other })
    expect((await wang.get(`/customers/${id}`)).one('.notice.warn')).toBeUndefined()
    await wang.send(`/customers/${id}`, { title: '院长' })
    expect((await wang.get(`/customers/${id}`)).one('.notice.warn')).toContain('罗燕')
  })
})

describe('changing a customer (handbook 2.2.2)', () => {
  test('records who changed what, with old and new values', async () => {
    const id = await w.customer({ name: '冯雪', city: '青岛' })
    const wang = await w.as('王芳')
    expect((await wang.send(`/customers/${id}`, { city: '烟台', version: 1 })).status).toBe(303)
    expect((await wang.get(`/customers/${id}`)).text).toContain('王芳将城市由“青岛”改为“烟台”')
  })

  test('keeps values that are not in the form', async () => {
    const id = await w.customer({ name: '林海燕', notes: '只在下午接电话' })
    const wang = await w.as('王芳')
    await wang.send(`/customers/${id}`, { city: '东莞' })
    expect((await wang.get(`/customers/${id}/edit`)).field('notes')).toBe('只在下午接电话')
  })

  test('is allowed for the owner and managers', async () => {
    const id = await w.customer({ owner: '李强', name: '梁宇' })
    expect((await (await w.as('王芳')).get(`/customers/${id}/edit`)).status).toBe(403)
    expect((await (await w.as('王芳')).send(`/customers/${id}`, { city: '佛山' })).status).toBe(403)
    expect((await (await w.as('陈静')).send(`/customers/${id}`, { city: '佛山' })).status).toBe(303)
  })

  test('a second editor gets a conflict and loses nothing that was typed', async () => {
    const id = await w.customer({ name: '宋佳', company: '天津滨海' })
    const [wang, chen] = await Promise.all([w.as('王芳'), w.as('陈静')])
    await wang.send(`/customers/${id}`, { company: '天津滨海环境', version: 1 })
    const late = await chen.send(`/customers/${id}`, { company: '天津滨海检测', version: 1 })
    expect(late.status).toBe(422)
    expect(late.field('company')).toBe('天津滨海检测')
    expect(late.attribute('[data-theirs=company]', 'data-value')).toBe('天津滨海环境')
    const again = await chen.send(`/customers/${id}`, { company: '天津滨海检测', version: late.field('version') })
    expect(again.status).toBe(303)
  })

  test('an unknown customer is not found, whatever its id looks like', async () => {
    const wang = await w.as('王芳')
    for (const id of ['999999', '0', '01', '-1', '1.5', 'abc', '2147483648', '99999999999', '1e3'])
      expect((await wang.get(`/customers/${id}`)).status, id).toBe(404)
  })
})

describe('a customer’s page (handbook 2.2.3)', () => {
  test('records a communication with its follow-up; the list shows both dates', async () => {
    const id = await w.customer({ name: '唐磊', phone: '023-67901125' })
    const li = await w.as('李强')
    const said = await li.send(`/customers/${id}/communications`, {
      kind: 'visit',
      content: '看了二号车间',
      follow_up_on: '2099-01-05',
    })
    expect(said.location).toBe(`/customers/${id}`)
    const page = await li.get(`/customers/${id}`)
    expect(page.one('.timeline .timeline-text')).toContain('看了二号车间')
    expect(page.one('.timeline .timeline-text')).toContain('拜访')
    const row = await li.get('/customers?q=tanglei')
    expect(row.one('td.c-last-contact')).toContain('今天')
  })

  test('rejects a communication in the future, an empty one, and a follow-up in the past', async () => {
    const id = await w.customer({ name: '曾洁' })
    const wang = await w.as('王芳')
    const empty = await wang.send(`/customers/${id}/communications`, { content: ' ' })
    expect(empty.status).toBe(422)
    expect(empty.one('#content-wrong')).toBe('此项必填。')
    expect(
      (await wang.send(`/customers/${id}/communications`, { content: '明天', happened_at: '2099-01-01T10:00' })).status,
    ).toBe(422)
    expect(
      (await wang.send(`/customers/${id}/communications`, { content: '昨天', follow_up_on: '2001-01-01' })).status,
    ).toBe(422)
    expect((await wang.get(`/customers/${id}`)).one('.timeline .timeline-text')).toBeUndefined()
  })

  test.each([
    ['2026-11-24', 'a Tuesday', ['明天 2026-11-25', '本周五 2026-11-27', '下周一 2026-11-30', '1 个月后 2026-12-24']],
    ['2026-11-26', 'a Thursday', ['明天 2026-11-27', '3 天后 2026-11-29', '下周一 2026-11-30', '1 个月后 2026-12-26']],
    ['2027-01-31', 'a Sunday', ['明天 2027-02-01', '3 天后 2027-02-03', '1 个月后 2027-02-28']],
  ])('on %s, %s, the dates offered for a follow-up are in order and unique', async (now, _, offered) => {
    const id = await w.customer({ name: '彭涛' })
    const wang = await w.as('王芳')
    setClock(() => new Date(`${now}T04:00:00Z`))
    const page = await wang.get(`/customers/${id}`)
    const labels = page.all('.follow-up label')
    const values = page.attributes('.follow-up input[type=radio]', 'value')
    expect(labels.map((label, at) => `${label} ${values[at]}`.trim())).toEqual(['不设置', ...offered])
  })

  test('a due follow-up can be completed or postponed on the start page', async () => {
    const id = await w.customer({ name: '彭涛' })
    const wang = await w.as('王芳')
    await wang.send(`/customers/${id}/communications`, { content: '今天再打', follow_up_on: today() })
    const follow = (await wang.get('/')).attribute('.follow-ups li', 'data-id')
    expect((await (await w.as('李强')).send(`/follow-ups/${follow}/done`)).status).toBe(403)
    expect((await wang.send(`/follow-ups/${follow}/move`, { follow_up_on: '2001-01-01' })).status).toBe(422)
    expect((await wang.send(`/follow-ups/${follow}/move`, { follow_up_on: '2099-12-31' })).status).toBe(303)
    expect((await wang.get('/')).one('.follow-ups')).toBeUndefined()
    expect((await wang.send(`/follow-ups/${follow}/done`)).status).toBe(303)
    expect((await wang.get(`/customers/${id}`)).text).toContain('完成了跟进（2099\u201112\u201131）')
  })

  test('accepts further contacts, which are searched and checked for duplicates', async () => {
    const id = await w.customer({ name: '苏倩' })
    const wang = await w.as('王芳')
    await wang.send(`/customers/${id}/contacts`, { name: '钱颖', title: '采购', phone: '150 6177 0943' })
    expect((await wang.get('/customers?q=qianying')).all('tr[data-id]')).toHaveLength(0)
    expect((await wang.get('/customers?q=15061770943')).one('tr[data-id] th')).toBe('苏倩')
    const asked = await wang.send('/customers', { name: '某人', phone: '+8615061770943' })
    expect(asked.one('.side .notice')).toContain('苏倩')
  })
})
