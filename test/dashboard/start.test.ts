import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
beforeAll(async () => {
  w = await testApp()
  wang = await w.as('王芳')
})

describe('follow-ups', () => {
  test('one that is due can be postponed to tomorrow with one press, and its activity recorded in place', async () => {
    const customer = await w.customer({ name: '赵文博', company: '华信生物', phone: '13957112086' })
    await wang.send(`/customers/${customer}/communications`, { content: '带上新版报价', follow_up_on: today() })
    const page = await wang.get('/')
    expect(page.all('.follow-ups li .what b')).toEqual(['赵文博'])
    expect(page.attribute('.follow-ups a[href^="tel:"]', 'href')).toBe('tel:13957112086')
    const id = page.attribute('.follow-ups li', 'data-id')
    const tomorrow = page.attribute(
      `form[action="/follow-ups/${id}/move"] input[type=hidden][name=follow_up_on]`,
      'value',
    )
    expect(tomorrow).toBe(addDays(today(), 1))
    await wang.send(`/follow-ups/${id}/move`, { follow_up_on: tomorrow })
    expect((await wang.get('/')).all('.follow-ups li')).toEqual([])
    await wang.send(`/follow-ups/${id}/move`, { follow_up_on: today() })
    expect(page.attributes('.follow-ups form', 'action')).toContain(`/customers/${customer}/communications`)
    const written = { content: '报价送到了', kind: 'visit', back: '/' }
    expect((await wang.send(`/customers/${customer}/communications`, written)).location).toBe('/')
    expect((await wang.get('/')).all('.follow-ups li')).toEqual([])
  })

  test('one completed by mistake can be reopened, and the customer’s history shows it', async () => {
    const li = await w.as('李强')
    const customer = await w.customer({ owner: '李强' })
    await li.send(`/customers/${customer}/communications`, { content: '等样品', follow_up_on: today() })
    const id = (await li.get('/')).attribute('.follow-ups li', 'data-id')
    await li.send(`/follow-ups/${id}/done`)
    const done = await li.get('/')
    expect(done.all('.follow-ups li')).toEqual([])
    expect(done.attribute('.flash form', 'action')).toBe(`/follow-ups/${id}/undo`)
    await li.send(`/follow-ups/${id}/undo`, { back: '/' })
    expect((await li.get('/')).all('.follow-ups li')).toHaveLength(1)
    expect((await li.get(`/customers/${customer}`)).text).toMatch(/李强恢复了跟进（\d+月\d+日）/)
    await li.send(`/follow-ups/${id}/done`)
  })

  test('one completed meanwhile elsewhere is neither postponed nor completed again, and the user is informed', async () => {
    const customer = await w.customer({ owner: '王芳' })
    await wang.send(`/customers/${customer}/communications`, { content: '等回执', follow_up_on: today() })
    const id = (await wang.get('/')).attribute('.follow-ups li', 'data-id')
    await wang.send(`/follow-ups/${id}/done`)
    for (const act of ['done', 'move']) {
      const late = await wang.send(`/follow-ups/${id}/${act}`, { follow_up_on: addDays(today(), 1) })
      expect([late.status, late.location]).toEqual([303, '/'])
      expect((await wang.get('/')).one('.flash')).toContain('此前已完成')
    }
    const page = await wang.get(`/customers/${customer}`)
    expect(page.all('.change').filter((said) => said.includes('跟进'))).toHaveLength(1)
  })

  test('many follow-ups have a page of their own', async () => {
    const li = await w.as('李强')
    const talk = { content: '等回话', follow_up_on: today() }
    for (let number = 1; number <= 13; number++)
      await li.send(`/customers/${await w.customer({ owner: '李强' })}/communications`, talk)
    const start = await li.get('/')
    expect(start.all('.follow-ups li')).toHaveLength(12)
    expect(start.one('a[href="/follow-ups"]')).toBe('全部待跟进（到期 13 项）')
    expect(start.one('.page-head .muted')).toBe('13 项待跟进')
    const all = await li.get('/follow-ups')
    expect(all.all('.follow-ups li')).toHaveLength(13)
    expect((await li.get('/follow-ups?page=2')).all('.follow-ups li')).toEqual([])
    // A follow-up completed on this page leads back to it.
    const id = all.attribute('.follow-ups li', 'data-id')
    expect(all.attribute('.follow-ups input[name=back]', 'value')).toBe('/follow-ups')
    expect((await li.send(`/follow-ups/${id}/done`, { back: '/follow-ups' })).location).toBe('/follow-ups')
    const next = (await li.get('/follow-ups')).attribute('.follow-ups li', 'data-id')
    const tomorrow = { follow_up_on: addDays(today(), 1) }
    expect((await li.send(`/follow-ups/${next}/move`, { ...tomorrow, back: '//elsewhere' })).location).toBe('/')
    expect((await li.get('/follow-ups')).all('.follow-ups li')).toHaveLength(12)
    // A postponed follow-up stays on the list of all, with its date; the start page shows it on that date.
    expect((await li.get('/follow-ups')).all('.follow-ups .state').at(-1)).toBe('明天')
    expect((await li.get('/')).all('.follow-ups .state')).not.toContain('明天')
  })
})

describe('the check for duplicates', () => {
  beforeAll(() => w.customer({ owner: '李强', name: '刘敏', company: '苏州恒测仪器有限公司', phone: '138 6210 0482' }))

  test.each(['13862100482', '+86 138-6210-0482', '苏州恒测仪器', '苏州恒测仪器股份有限公司', '恒测', '刘敏', 'liumin'])(
    '%s is found, with its owner and last contact',
    async (asked) => {
      const page = await wang.get(`/?check=${encodeURIComponent(asked)}`)
      expect(page.one('.duplicate-check ~ .list b')).toBe('苏州恒测仪器有限公司')
      expect(page.one('.duplicate-check ~ .list .secondary')).toContain('负责人：李强；尚未联系')
      expect(page.field('check')).toBe(asked)
    },
  )

  test.each(['没有这家公司', '13900000000', '<b>x</b>', '%', "'"])('%s is not found', async (asked) => {
    const page = await wang.get(`/?check=${encodeURIComponent(asked)}`)
    expect(page.one('.duplicate-check ~ [role=status]')).toBe(`没有与“${asked}”匹配的客户。`)
    expect(page.text).not.toContain('<b>x</b>')
  })

  test('shows nothing without a query or for an unusable one', async () => {
    for (const query of ['', '?check=', '?check=%20', '?check[a]=1', `?check=${'x'.repeat(300)}`])
      expect((await wang.get(`/${query}`)).all('.duplicate-check ~ *')).toEqual([])
  })
})

test('the start page leads a manager to targets, and without salespeople to creating the first account', async () => {
  const chen = await w.as('陈静')
  expect((await chen.get('/')).attributes('a[href^="/performance/targets"]', 'href')).toHaveLength(1)
  expect((await wang.get('/')).attributes('a[href^="/performance/targets"]', 'href')).toEqual([])
  expect((await chen.get('/')).attributes('a[href="/team/new"]', 'href')).toEqual([])
  for (const name of ['王芳', '李强']) await chen.send(`/team/${w.who(name).id}/deactivate`)
  expect((await chen.get('/')).attributes('a[href="/team/new"]', 'href')).toHaveLength(1)
})
