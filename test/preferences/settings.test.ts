import { beforeEach, expect, test } from 'vitest'
import { staleAfterDays } from '../../src/preferences/repository.ts'
import { staleDaysListeners } from '../../src/preferences/save.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeEach(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

const settings = { company: '恒岳仪器', letterhead: '上海市徐汇区漕溪路 1 号\n021-6400 0000', neglect_days: '21' }
const version = async () => (await chen.get('/settings')).field('version') ?? ''

test('a manager sets company, letterhead and days; the history shows each change with its author', async () => {
  expect((await chen.get('/settings')).field('neglect_days')).toBe('14')
  expect((await chen.send('/settings', { ...settings, version: await version() })).location).toBe('/settings')
  const page = await chen.get('/settings')
  expect([page.field('company'), page.field('letterhead'), page.field('neglect_days')]).toEqual([
    settings.company,
    settings.letterhead,
    '21',
  ])
  expect(await staleAfterDays()).toBe(21)
  expect(page.all('.list li span').filter((text) => text.startsWith('陈静'))).toEqual([
    '陈静将久未跟进天数由“14”改为“21”',
    '陈静将打印抬头由“（空）”改为“上海市徐汇区漕溪路 1 号、021-6400 0000”',
    '陈静将公司名称由“（空）”改为“恒岳仪器”',
  ])
  expect(page.one('title')).toBe('设置 · 恒岳仪器 · 销售系统')
})

test('missing fields stay, and an emptied name is removed', async () => {
  await chen.send('/settings', settings)
  await chen.send('/settings', { company: '' })
  const page = await chen.get('/settings')
  expect([page.field('company'), page.field('letterhead')]).toEqual(['', settings.letterhead])
  expect(page.one('title')).toBe('设置 · 销售系统')
})

test('company and letterhead are on a printed order', async () => {
  await chen.send('/settings', settings)
  const customer = await w.customer({ owner: '王芳' })
  await w.product({ model: 'HC-1' })
  const wang = await w.as('王芳')
  const lines = [{ product_model: 'HC-1', quantity: '1' }]
  const { location } = await wang.send('/orders', { customer_id: customer, lines })
  const paper = await wang.get(`${location}/print`)
  expect(paper.one('.letterhead b')).toBe('恒岳仪器')
  expect(paper.one('.letterhead .as-typed')).toBe(settings.letterhead)
})

test('listeners are called only if the stale days change, in the same transaction', async () => {
  const seen: number[] = []
  let fail = false
  staleDaysListeners.push(async () => {
    seen.push(await staleAfterDays())
    if (fail) throw new Error('no room above could follow')
  })
  try {
    await chen.send('/settings', { company: '恒岳' })
    await chen.send('/settings', { neglect_days: '30' })
    expect(seen).toEqual([30])
    fail = true
    expect((await chen.send('/settings', { neglect_days: '7' })).status).toBe(500)
    expect(await staleAfterDays()).toBe(30)
  } finally {
    staleDaysListeners.pop()
  }
})

test.each(['0', '366', '', '3.5', 'zwei', '-1'])(
  '%s days are rejected and keep what was typed',
  async (neglect_days) => {
    const answer = await chen.send('/settings', { ...settings, neglect_days })
    expect(answer.status).toBe(422)
    expect(answer.one('#neglect_days-wrong')).toContain('1 至 365')
    expect([answer.field('company'), answer.field('neglect_days')]).toEqual([settings.company, neglect_days])
  },
)

test('the second of two managers sees both versions and can overwrite the first', async () => {
  const old = await version()
  await chen.send('/settings', { ...settings, version: old })
  const mine = { company: '恒岳', letterhead: settings.letterhead.replace('\n', '\r\n'), neglect_days: '14' }
  const answer = await chen.send('/settings', { ...mine, version: old })
  expect(answer.status).toBe(422)
  expect(answer.field('company')).toBe('恒岳')
  expect(answer.attribute('[data-theirs=company]', 'data-value')).toBe('恒岳仪器')
  expect(answer.attribute('[data-theirs=neglect_days]', 'data-value')).toBeUndefined()
  expect(answer.field('neglect_days')).toBe('21')
  expect(answer.attribute('[data-theirs=letterhead]', 'data-value')).toBeUndefined()
  const again = await chen.send('/settings', { ...mine, version: answer.field('version') ?? '' })
  expect(again.status).toBe(303)
  expect((await chen.get('/settings')).field('company')).toBe('恒岳')
})

test('invisible characters are removed from a company’s name', async () => {
  await chen.send('/settings', { ...settings, company: '恒\u200b岳\u0007仪器\ufeff' })
  const page = await chen.get('/settings')
  expect([page.field('company'), page.one('title')]).toEqual(['恒岳仪器', '设置 · 恒岳仪器 · 销售系统'])
})
