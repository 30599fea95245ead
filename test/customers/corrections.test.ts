import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { setClock } from '../../src/values/clock.ts'
import { addDays } from '../../src/values/days.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
let customer: number
beforeAll(async () => {
  w = await testApp()
  ;[wang, chen] = await Promise.all([w.as('王芳'), w.as('陈静')])
})
beforeEach(async () => {
  customer = await w.customer({ name: '苏倩', company: '嘉兴云帆纺织' })
})
afterEach(() => setClock())

const inHours = (hours: number) => {
  const at = Date.now() + hours * 3_600_000
  setClock(() => new Date(at))
}
const log = (fields: object = {}) =>
  wang.send(`/customers/${customer}/communications`, { content: '要报价', ...fields })
const page = () => wang.get(`/customers/${customer}`)
const newest = async () => (await page()).attribute('li[id^=talk-]', 'id')?.replace('talk-', '') ?? ''
const logged = async (fields: object = {}) => {
  await log(fields)
  return newest()
}
const due = async () =>
  (await wang.get('/follow-ups')).all(`.follow-ups li:has(a[href="/customers/${customer}"]) .what b`)
/** Presses the undo button of the page's message. */
const undo = async (at: string) => {
  const shown = await wang.get(at)
  const fields = shown
    .attributes('.flash form input', 'name')
    .map((name) => [name, shown.attribute(`.flash form [name=${name}]`, 'value') ?? ''])
  return wang.send(shown.attribute('.flash form', 'action') ?? '', Object.fromEntries(fields))
}

describe('a correction', () => {
  test('changes what was recorded, says so with the time, and the history has old and new values', async () => {
    const id = await logged({ kind: 'call' })
    const edit = `/communications/${id}/edit`
    expect((await page()).attributes('.timeline a', 'href')).toContain(edit)
    const form = await wang.get(edit)
    expect([form.field('kind'), form.field('content')]).toEqual(['call', '要报价'])
    const typed = { kind: 'visit', content: '要两份报价', happened_at: `${addDays(today(), -1)}T09:30`, version: 1 }
    expect((await wang.send(`/communications/${id}`, typed)).location).toBe(`/customers/${customer}`)
    const after = await page()
    expect(after.one(`#talk-${id} .as-typed`)).toBe('要两份报价')
    expect(after.one(`#talk-${id} header`)).toMatch(/拜访.*已更正/)
    const changes = after.all('.change').join('\n')
    for (const said of ['交流内容由“要报价”改为“要两份报价”', '方式由“电话”改为“拜访”', '交流时间由“'])
      expect(changes).toContain(said)
    expect(after.all('.change')).toHaveLength(4)
  })

  test('without a change leaves no trace, and keeps the seconds of the time', async () => {
    const id = await logged()
    const before = await w.contents()
    const form = await wang.get(`/communications/${id}/edit`)
    const same = { happened_at: form.field('happened_at'), content: '要报价', version: form.field('version') }
    expect((await wang.send(`/communications/${id}`, same)).status).toBe(303)
    expect(await w.contents()).toEqual(before)
  })

  test.each([
    ['an empty text', { content: '' }, 'content'],
    ['no time', { happened_at: '' }, 'happened_at'],
    ['a time in the future', { happened_at: '2099-01-01T09:00' }, 'happened_at'],
    ['an unknown type', { kind: 'fax' }, 'kind'],
  ])('with %s is refused at its field, with what was typed', async (_, fields, field) => {
    const id = await logged()
    const before = await w.contents()
    const refused = await wang.send(`/communications/${id}`, { content: '改了', ...fields, version: 1 })
    expect(refused.status).toBe(422)
    expect(refused.attributes('.notice.bad a', 'href')).toEqual([`#${field}`])
    expect(await w.contents()).toEqual(before)
  })

  test('can name one of the person’s own opportunities, and keep one that is closed meanwhile', async () => {
    const made = await wang.send('/opportunities', { customer_id: customer, title: '整经机' })
    const opportunity_id = made.location.split('/')[2] ?? ''
    const id = await logged()
    await wang.send(`/communications/${id}`, { opportunity_id, version: 1 })
    expect((await wang.get(made.location)).all('.timeline .as-typed')).toContain('要报价')
    expect((await page()).all('.change').join()).toContain('更正了交流记录所关联的销售机会')
    await wang.send(`${made.location}/updates`, { stage: 'lost', loss_reason: '价格' })
    const form = await wang.get(`/communications/${id}/edit`)
    expect(form.field('opportunity_id')).toBe(opportunity_id)
    const fields = { content: '要三份', opportunity_id, version: form.field('version') }
    expect((await wang.send(`/communications/${id}`, fields)).status).toBe(303)
    const others = await w.customer({ owner: '李强' })
    const foreign = await (await w.as('李强')).send('/opportunities', { customer_id: others, title: '别人的' })
    const refused = await wang.send(`/communications/${id}`, {
      opportunity_id: foreign.location.split('/')[2],
      version: 3,
    })
    expect(refused.one('#opportunity_id-wrong')).toBeTruthy()
  })

  test('with an older version is refused, with what is saved beside what was typed', async () => {
    const id = await logged()
    await wang.send(`/communications/${id}`, { content: '第一次', version: 1 })
    const late = await wang.send(`/communications/${id}`, { content: '第二次', version: 1 })
    expect([late.status, late.field('content'), late.field('version')]).toEqual([422, '第二次', '2'])
    expect(late.attribute('[data-theirs=content]', 'data-value')).toBe('第一次')
  })
})

describe('a withdrawal', () => {
  test('keeps the activity struck through, with who and when, and takes it from the last contact', async () => {
    await log({ happened_at: `${addDays(today(), -40)}T09:00`, content: '早先谈过' })
    const id = await logged()
    const stored = await chen.get('/customers?inactive_days=30&q=嘉兴云帆纺织')
    expect(stored.all(`tr[data-id="${customer}"]`)).toEqual([])
    expect((await wang.get(`/communications/${id}/edit`)).attributes('form', 'action')).toContain(
      `/communications/${id}/withdraw`,
    )
    const answer = await wang.send(`/communications/${id}/withdraw`, { version: 1 })
    expect(answer.location).toBe(`/customers/${customer}`)
    const after = await page()
    expect(after.one(`#talk-${id} s`)).toBe('要报价')
    expect(after.one(`#talk-${id} .state`)).toMatch(/^王芳于 .* 撤回$/)
    expect(after.all('.change').join()).toMatch(/王芳撤回了.*的交流记录/)
    expect(
      (await chen.get('/customers?inactive_days=30&q=嘉兴云帆纺织')).all(`tr[data-id="${customer}"]`),
    ).toHaveLength(1)
  })

  test('takes its own open follow-up with it, and opens again the one that it ended', async () => {
    await log({ follow_up_on: today(), follow_up_what: '回电话' })
    const id = await logged({ follow_up_on: addDays(today(), 3), follow_up_what: '寄样品' })
    expect(await due()).toEqual(['寄样品'])
    await wang.send(`/communications/${id}/withdraw`, { version: 1 })
    expect(await due()).toEqual(['回电话'])
    expect((await page()).one(`#talk-${id}`)).not.toContain('寄样品')
    const late = await wang.send(`/follow-ups/${id}/done`, { back: '/' })
    expect([late.status, late.location]).toEqual([303, '/'])
    expect((await wang.get('/')).one('.flash')).toContain('已撤回')
  })

  test('leaves a follow-up that is done as it is', async () => {
    const id = await logged({ follow_up_on: today(), follow_up_what: '寄样品' })
    await wang.send(`/follow-ups/${id}/done`)
    await wang.send(`/communications/${id}/withdraw`)
    expect(await due()).toEqual([])
    expect((await page()).one(`#talk-${id} .state.good`)).toContain('寄样品')
  })

  test('happens once, and with an older version not at all', async () => {
    const id = await logged()
    await wang.send(`/communications/${id}`, { content: '更正过', version: 1 })
    const late = await wang.send(`/communications/${id}/withdraw`, { version: 1 })
    expect([late.status, late.field('content')]).toEqual([422, '更正过'])
    expect((await wang.send(`/communications/${id}/withdraw`, { version: 2 })).status).toBe(303)
    const again = await wang.send(`/communications/${id}/withdraw`)
    expect([again.status, again.one('[role=alert]')]).toEqual([422, '这条交流记录已撤回。'])
  })
})

describe('after 24 hours', () => {
  test.each([
    [23.9, 303],
    [24.1, 422],
  ])('%s hours after it was recorded a correction and a withdrawal answer %s', async (hours, status) => {
    const id = await logged()
    inHours(hours)
    const link = (await page()).attributes('.timeline a', 'href').includes(`/communications/${id}/edit`)
    expect(link).toBe(status === 303)
    expect((await wang.get(`/communications/${id}/edit`)).status).toBe(status === 303 ? 200 : 422)
    const corrected = await wang.send(`/communications/${id}`, { content: '改了', version: 1 })
    expect(corrected.status).toBe(status)
    const withdrawn = await wang.send(`/communications/${id}/withdraw`)
    expect(withdrawn.status).toBe(status)
    if (status === 422)
      for (const answer of [corrected, withdrawn]) expect(answer.one('[role=alert]')).toContain('24 小时')
  })

  test('others, a manager too, have no link and are refused', async () => {
    const id = await logged()
    for (const who of [chen, await w.as('李强')]) {
      const seen = await who.get(`/customers/${customer}`)
      expect(seen.text).not.toContain(`/communications/${id}/edit`)
      expect((await who.get(`/communications/${id}/edit`)).status).toBe(403)
      for (const at of [`/communications/${id}`, `/communications/${id}/withdraw`])
        expect((await who.send(at, { content: '改了' })).status).toBe(403)
    }
  })
})

describe('the undo of a recorded activity', () => {
  test('withdraws it and opens the earlier follow-up again; the message names customer and new day', async () => {
    await log({ follow_up_on: today(), follow_up_what: '回电话' })
    await log({ follow_up_on: '2099-12-03', follow_up_what: '寄样品', back: '/follow-ups' })
    expect((await wang.get('/follow-ups')).one('.flash [role=status]')).toBe('交流记录已保存：苏倩，下次跟进2099‑12‑03')
    expect(await due()).toEqual(['寄样品'])
    await log({ content: '又谈', back: '/' })
    expect((await wang.get('/')).one('.flash [role=status]')).toBe('交流记录已保存：苏倩')
    expect((await undo('/')).location).toBe('/')
    expect((await page()).all('.timeline s')).toEqual(['又谈'])
    expect(await due()).toEqual(['寄样品'])
  })

  test('restores the follow-up that it ended, on its day', async () => {
    await log({ follow_up_on: today(), follow_up_what: '回电话' })
    const before = (await page()).all('.state.warn')
    await log({ content: '谈了', follow_up_on: addDays(today(), 2), back: '/' })
    expect(await due()).not.toContain('回电话')
    expect((await undo('/')).status).toBe(303)
    expect((await page()).all('.state.warn')).toEqual(before)
    expect(await due()).toEqual(['回电话'])
  })

  test.each([
    [
      'its follow-up was moved',
      async (id: string) => wang.send(`/follow-ups/${id}/move`, { follow_up_on: '2099-01-01' }),
    ],
    ['another activity was recorded', () => log({ content: '更新的' })],
  ])('is refused in words when %s since', async (_, happen) => {
    const id = await logged({ follow_up_on: addDays(today(), 2) })
    await happen(id)
    const before = await w.contents()
    const refused = await wang.send(`/communications/${id}/withdraw`, { version: '1', undo: '1', back: '/' })
    expect([refused.status, refused.one('[role=alert]')?.slice(0, 8)]).toEqual([422, '此后又有新的改动'])
    expect(await w.contents()).toEqual(before)
  })
})
