import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/values/days.ts'
import { department, figure } from './opportunity-fixtures.ts'

const { w, wang, li, chen, customer, theirs, made } = await department()

describe('the customer of a new opportunity', () => {
  test('is selected if it is the only match; otherwise chosen from several, or created first', async () => {
    const id = await w.customer({ company: '徐州独苗仪器有限公司', region: '江苏' })
    const sole = await wang.get('/opportunities/new?q=独苗')
    expect([sole.field('customer_id'), sole.field('q')]).toEqual([String(id), '独苗'])
    await w.customer({ company: '徐州独苗二厂' })
    const several = await wang.get('/opportunities/new?q=独苗')
    expect(several.field('customer_id')).toBe('')
    expect(several.one('#customer_id-help')).toBe('找到 2 个客户。')
    const none = await wang.get('/opportunities/new?q=查无此厂')
    expect(none.one('.notice[role=status]')).toContain('未找到客户“查无此厂”')
    expect(none.attribute('.notice a', 'href')).toContain('/customers/new?')
  })
})

describe('a new opportunity (handbook 2.3.1)', () => {
  test('has source, summary, amount and date; the stage’s probability; all credit for the owner', async () => {
    const at = await made(wang, {
      source: '展会',
      summary: '2 号洁净室\n±0.1 ℃',
      expected_amount: '1560000',
      expected_close_on: '2099-12-28',
      stage: 'proposal',
      next_step: '送修改后的方案',
      next_step_on: '2099-12-01',
    })
    const page = await wang.get(at)
    expect(page.one('h1')).toBe('洁净室恒温系统')
    for (const said of ['展会', '±0.1 ℃', '2099-12-28', '送修改后的方案', '方案报价', '无锡微芯半导体设备有限公司'])
      expect(page.text).toContain(said)
    expect(figure(page, 'expected_amount')).toBe('156000000')
    expect(figure(page, 'probability')).toBe('50')
    expect(figure(page, 'weighted')).toBe('78000000')
    expect(page.all('.facts dd.num')).toEqual(['100%'])
    expect(page.all('.timeline > li').join()).toContain('王芳创建了机会')
  })

  test('needs a customer and a title; the form keeps what was typed', async () => {
    const before = await w.contents()
    const answer = await wang.send('/opportunities', { expected_amount: '一百万', source: '电话' })
    expect(answer.status).toBe(422)
    expect(answer.one('#title-wrong')).toBe('此项必填。')
    expect(answer.one('#expected_amount-wrong')).toBeTruthy()
    expect([answer.field('expected_amount'), answer.field('source')]).toEqual(['一百万', '电话'])
    const nobody = await wang.send('/opportunities', { title: '某机会', summary: '概述' })
    expect(nobody.one('#customer_id-wrong')).toBe('此项必填。')
    expect(nobody.field('summary')).toBe('概述')
    expect(await w.contents()).toEqual(before)
  })

  test.each([
    ['a stage that only a decision gives', { stage: 'superseded' }, 'stage'],
    ['a loss without its reason', { stage: 'lost' }, 'loss_reason'],
    ['more than certain', { probability: '101' }, 'probability'],
    ['half a percent', { probability: '12.5' }, 'probability'],
    ['an unknown customer', { customer_id: '999999' }, 'customer_id'],
    ['somebody else’s', { owner_id: 'li' }, 'owner_id'],
  ])('rejects %s', async (_, fields, field) => {
    const typed = 'owner_id' in fields ? { owner_id: w.who('李强').id } : fields
    const answer = await wang.send('/opportunities', { customer_id: customer, title: '某机会', ...typed })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#${field}"`)
    expect(answer.field('title')).toBe('某机会')
  })

  test('is created once if the form is sent twice', async () => {
    const fields = { customer_id: customer, title: '只此一个', _once: 'opportunity-0001' }
    const first = await wang.send('/opportunities', fields)
    expect((await wang.send('/opportunities', fields)).location).toBe(first.location)
    expect((await wang.get('/opportunities?q=只此一个')).all('tbody tr')).toHaveLength(1)
  })

  test('can be on any customer, and form and page show who else has an open one there', async () => {
    const first = await made(wang, { title: '王芳的机会' })
    const form = await li.get(`/opportunities/new?customer_id=${customer}`)
    expect(form.field('customer_id')).toBe(String(customer))
    expect(form.field('source')).toBe('老客户介绍')
    expect(form.one('.notice.warn')).toContain('王芳')
    const second = await made(li, { title: '李强的机会', expected_amount: '2000' })
    const page = await li.get(second)
    expect(page.one('.notice.warn')).toContain('王芳的机会')
    expect(page.attributes('.notice.warn a', 'href')).toEqual([])
    expect((await wang.get(first)).one('.notice.warn')).toContain('李强的机会')
    expect((await wang.get(first)).one('.notice.warn')).not.toContain('2,000')
    expect((await chen.get(second)).attributes('.notice.warn a', 'href')).toContain(first)
    expect((await wang.get(await made(wang, { customer_id: theirs }))).all('.notice.warn')).toEqual([])
  })

  test('offers all customers, the person’s own first', async () => {
    const labels = (page: { text: string }) => page.text.match(/<option[^>]*>[^<]+/g)?.join() ?? ''
    expect(labels(await wang.get('/opportunities/new'))).not.toContain('昆明滇池')
    expect(labels(await wang.get('/opportunities/new?q=dianchi'))).toContain('昆明滇池')
  })

  test('can be assigned by a manager, with shares that add up to 100', async () => {
    const [one, other] = [w.who('王芳').id, w.who('李强').id]
    const given = { owner_id: one, credits: { [one]: '60', [other]: '40' } }
    const page = await chen.get(await made(chen, given))
    expect(page.one('.page-head .who')).toContain('王芳')
    expect(page.all('.facts dd.num')).toEqual(['60%', '40%'])
    const wrong = { customer_id: customer, title: '机会', credits: { [one]: '60', [other]: '30' } }
    const answer = await chen.send('/opportunities', wrong)
    expect(answer.one('#credits')).toContain('目前为 90%')
    expect(answer.field(`credits[${other}]`)).toBe('30')
  })
})

describe('an opportunity’s basic data', () => {
  test('can be edited by its owner, with history; a manager can change the owner', async () => {
    const at = await made(wang, { title: '旧名字' })
    expect((await wang.get(`${at}/edit`)).field('title')).toBe('旧名字')
    await wang.send(at, { title: '新名字', source: '官网' })
    const page = await wang.get(at)
    expect(page.one('h1')).toBe('新名字')
    expect(page.all('.timeline .change').join()).toMatch(/机会名称\s+旧名字\s+→\s+新名字/)
    expect((await wang.get('/opportunities?q=xinmingzi')).all('tbody tr')).toHaveLength(1)
    expect((await wang.send(at, { owner_id: w.who('李强').id })).status).toBe(422)
    expect((await li.get(at)).status).toBe(404)
    await chen.send(at, { owner_id: w.who('李强').id })
    const moved = await li.get(at)
    expect(moved.one('.page-head .who')).toContain('李强')
    expect(moved.one('dl .who')).toContain('李强')
    expect(moved.all('.timeline .change').join()).toMatch(/王芳 100%\s+→\s+李强 100%/)
    expect((await wang.get(at)).status).toBe(404)
  })

  test('a version conflict shows both versions', async () => {
    const at = await made(wang, { title: '机会', source: '电话' })
    await chen.send(at, { source: '展会' })
    const answer = await wang.send(at, { source: '官网', version: '1' })
    expect(answer.status).toBe(422)
    expect(answer.field('source')).toBe('官网')
    expect(answer.attribute('[data-theirs=source]', 'data-value')).toBe('展会')
    expect((await wang.send(at, { source: '官网', version: answer.field('version') })).status).toBe(303)
  })

  test('the search finds it by its customer’s new name', async () => {
    const other = await w.customer({ owner: '王芳', company: '旧公司' })
    const at = await made(wang, { customer_id: other })
    await wang.send(`/customers/${other}`, { company: '焕然一新公司' })
    expect((await wang.get('/opportunities?q=huanran')).attributes('tr[data-id]', 'data-id')).toEqual([
      at.split('/')[2],
    ])
  })

  test('an open one gets a new owner with the account; a closed one stays', async () => {
    const open = await made(li, { title: '进行中的', expected_close_on: addDays('2099-01-01', 1) })
    const won = await made(li, { title: '赢了的', stage: 'won' })
    await chen.send(`/team/${w.who('李强').id}/deactivate`, { reassign_to: w.who('王芳').id })
    expect((await wang.get(open)).one('dl .who')).toContain('王芳')
    expect((await wang.get(won)).status).toBe(404)
    expect((await chen.get(won)).one('.page-head .who')).toContain('李强')
  })
})
