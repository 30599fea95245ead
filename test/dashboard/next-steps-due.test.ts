import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let li: SignedInClient
let customer: number
beforeAll(async () => {
  w = await testApp()
  ;[wang, li] = await Promise.all([w.as('王芳'), w.as('李强')])
  customer = await w.customer({ name: '苏倩', company: '嘉兴云帆纺织' })
})

const opportunity = (who: SignedInClient, title: string, next_step: string, days: number) =>
  who.send('/opportunities', { customer_id: customer, title, next_step, next_step_on: addDays(today(), days) })
const followUp = (what: string, days: number) =>
  wang.send(`/customers/${customer}/communications`, {
    content: '约好',
    follow_up_on: addDays(today(), days),
    follow_up_what: what,
  })

test('next steps of one’s own open opportunities are listed with the follow-ups by day, and lead to the opportunity', async () => {
  const { location } = await opportunity(wang, '整经机', '送报价单', -2)
  await opportunity(wang, '浆纱机', '约参观', 3)
  await opportunity(li, '别人的机会', '别人的下一步', -1)
  const lost = await opportunity(wang, '已丢单', '不再做', -1)
  await wang.send(`${lost.location}/updates`, { stage: 'lost', loss_reason: '价格' })
  await followUp('寄样品', 5)
  await followUp('回电话', 0)
  const start = await wang.get('/')
  expect(start.all('.follow-ups .what b')).toEqual(['送报价单', '回电话'])
  expect(start.all('.follow-ups .state')[0]).toContain('逾期 2 天')
  expect(start.one('.page-head .muted')).toBe('2 项待跟进，其中 1 项已逾期')
  expect(start.one('nav [aria-current] .count')).toBe('2')
  const [step] = start.all('.follow-ups li[data-opportunity]')
  for (const text of ['整经机', '嘉兴云帆纺织', '更新进展']) expect(step).toContain(text)
  expect(start.attribute('li[data-opportunity] .tick', 'href')).toBe(`${location}#update`)
  expect(start.all('li[data-opportunity] form')).toEqual([])
  expect((await wang.get(location)).all('#update form')).toHaveLength(1)
  const all = await wang.get('/follow-ups')
  expect(all.all('.follow-ups .what b')).toEqual(['送报价单', '回电话', '约参观', '寄样品'])
  expect(all.one('.page-head .muted')).toBe('4 项')
})

test('an update of the opportunity takes its next step from the list', async () => {
  const at = (await wang.get('/')).attribute('li[data-opportunity] .what a', 'href') ?? ''
  await wang.send(`${at}/updates`, { note: '报价单送到了', next_step: '等答复', next_step_on: addDays(today(), 9) })
  expect((await wang.get('/')).all('.follow-ups .what b')).toEqual(['回电话'])
})

test('the limit of the start page and the pages of the list count both kinds, each once', async () => {
  for (let number = 1; number <= 13; number++) {
    await opportunity(li, `机会 ${number}`, `步骤 ${number}`, -number)
    const talk = { content: '谈了', follow_up_on: addDays(today(), number), follow_up_what: `跟进 ${number}` }
    await li.send(`/customers/${await w.customer({ owner: '李强' })}/communications`, talk)
  }
  const start = await li.get('/')
  expect(start.all('.follow-ups li')).toHaveLength(12)
  expect(start.one('a[href="/follow-ups"]')).toBe('全部待跟进（到期 14 项）')
  const pages = [await li.get('/follow-ups'), await li.get('/follow-ups?page=2')]
  const listed = pages.flatMap((page) => page.all('.follow-ups .what b'))
  expect(pages.map((page) => page.all('.follow-ups li').length)).toEqual([25, 2])
  expect(new Set(listed).size).toBe(27)
  expect([listed[0], listed[12], listed[13], listed.at(-1)]).toEqual(['步骤 13', '别人的下一步', '步骤 1', '跟进 13'])
  expect(pages[1]?.attribute('[rel=prev]', 'href')).toBe('/follow-ups')
})
