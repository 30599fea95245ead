import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let customer: number
beforeAll(async () => {
  w = await testApp()
  wang = await w.as('王芳')
  customer = await w.customer({ name: '苏倩', company: '嘉兴云帆纺织' })
})

const log = (fields: object) => wang.send(`/customers/${customer}/communications`, { content: '要报价', ...fields })

test('what is to be done stands first and in bold, before the customer and above the last activity', async () => {
  await log({ follow_up_on: today(), follow_up_what: '给苏倩回电话' })
  for (const path of ['/', '/follow-ups']) {
    const page = await wang.get(path)
    expect(page.all('.follow-ups .what b')).toEqual(['给苏倩回电话'])
    expect(page.all('.follow-ups .what > a')).toEqual(['苏倩'])
    expect(page.all('.follow-ups .what > p')).toEqual(['要报价'])
  }
  expect((await wang.get(`/customers/${customer}`)).all('.timeline .state b')).toEqual(['给苏倩回电话'])
})

test('it stays when the follow-up is moved to tomorrow, and can be changed with the date; the history has both', async () => {
  const id = (await wang.get('/')).attribute('.follow-ups li', 'data-id')
  await wang.send(`/follow-ups/${id}/move`, { follow_up_on: addDays(today(), 1), back: '/' })
  expect((await wang.get('/follow-ups')).all('.follow-ups .what b')).toEqual(['给苏倩回电话'])
  const what = '送样品'
  await wang.send(`/follow-ups/${id}/move`, { follow_up_on: addDays(today(), 1), follow_up_what: what })
  const page = await wang.get('/follow-ups')
  expect(page.all('.follow-ups .what b')).toEqual([what])
  expect(page.attribute(`#task-${id}`, 'value')).toBe(what)
  const changes = (await wang.get(`/customers/${customer}?show=changes`)).all('.change')
  expect(changes[0]).toBe('王芳将跟进事项由“给苏倩回电话”改为“送样品”')
  expect(changes.filter((text) => text.includes('改期'))).toHaveLength(1)
})

test.each([
  ['without a date', { follow_up_what: '回电话' }, 'follow_up_on', '请选择下次跟进的日期。'],
  [
    'of more than 200 characters',
    { follow_up_on: '2099-01-01', follow_up_what: '电'.repeat(201) },
    'follow_up_what',
    '200',
  ],
])('one %s is refused at its field, with what was typed', async (_, fields, field, said) => {
  const before = await w.contents()
  const refused = await log(fields)
  expect(refused.status).toBe(422)
  expect(refused.one(`#${field}-wrong`)).toContain(said)
  expect(refused.field('follow_up_what')).toBe(fields.follow_up_what)
  expect(await w.contents()).toEqual(before)
})

test('the log forms of both lists ask for it', async () => {
  const path = `/customers/${customer}/communications`
  for (const at of ['/', '/follow-ups']) {
    await log({ follow_up_on: today(), follow_up_what: '先做这个' })
    expect((await wang.get(at)).attributes(`form[action="${path}"] [name=follow_up_what]`, 'maxlength')).toContain(
      '200',
    )
    const next = { content: '谈了', kind: 'visit', follow_up_on: today(), follow_up_what: `从 ${at}`, back: at }
    expect((await wang.send(path, next)).location).toBe(at)
    expect((await wang.get(at)).all('.follow-ups .what b')).toContain(`从 ${at}`)
    expect((await wang.get(at)).all('.follow-ups .what b')).not.toContain('先做这个')
  }
})
