import { beforeAll, describe, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  await w.customer({ owner: '陈静' })
})

describe('requests that no form of the program sends', () => {
  test('10,001 parameters', async () => {
    const before = await w.contents()
    const answer = await chen.send(
      '/customers',
      Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`p${n}`, '1'])),
    )
    expect(answer.status).toBe(413)
    expect(answer.one('h1')).toBe('内容过大')
    expect(await w.contents()).toEqual(before)
  })

  test('a body of 2 MB', async () => {
    const before = await w.contents()
    const answer = await chen.send('/customers', { notes: 'x'.repeat(2 * 1024 * 1024) })
    expect([answer.status, answer.one('h1')]).toEqual([413, '内容过大'])
    expect(await w.contents()).toEqual(before)
  })

  test('a body of another content type has no token, whatever it contains', async () => {
    const before = await w.contents()
    const answer = await chen.send('/customers', '{"name": "x"', { 'Content-Type': 'application/json' })
    expect([answer.status, answer.one('h1')]).toEqual([403, '页面已过期'])
    expect(await w.contents()).toEqual(before)
  })

  test.each([
    ['/customers/%E0%A4%A', 400, '请求不完整'],
    ['/nothing-here', 404, '页面不存在'],
  ])('an invalid URL: %s', async (address, status, heading) => {
    const answer = await chen.get(address)
    expect([answer.status, answer.one('h1')]).toEqual([status, heading])
  })

  test.each([
    ['what is no UTF-8 is searched as it is read', '?q=%E0%A4%A', '\ufffd%A'],
    ['a long search is cut', `?q=${'a'.repeat(5000)}`, 'a'.repeat(200)],
    ['what is no text asks nothing', '?q[a]=1&page[]=2', ''],
  ])('%s', async (_, query, asked) => {
    const page = await chen.get(`/customers${query}`)
    expect([page.status, page.field('q')]).toEqual([200, asked])
    expect(page.all('tr[data-id]').length > 0).toBe(asked === '')
  })

  test('an error is in the reader’s language', async () => {
    await w.setLocale('陈静', 'en')
    expect((await chen.get('/nothing-here')).one('h1')).toBe('Page not found')
    await w.setLocale('陈静', 'zh-CN')
    expect((await chen.get('/nothing-here')).one('h1')).toBe('页面不存在')
  })
})
