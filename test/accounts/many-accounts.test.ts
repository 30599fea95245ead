import { expect, test } from 'vitest'
import { accounts } from '../../src/accounts/repository.ts'
import { addSalesperson } from '../reports/report-fixtures.ts'
import { testApp } from '../test-app.ts'

test('a large team is listed page by page in one order, and searched by name, pinyin and username', async () => {
  const w = await testApp()
  const chen = await w.as('陈静')
  const whole = await chen.get('/team')
  expect([whole.one('form.toolbar'), whole.one('.pages')]).toEqual([undefined, undefined])
  for (let n = 10; n < 60; n++) await addSalesperson(`sales${n}`, `销售${n}`)
  const pages = await Promise.all([1, 2, 3, 4].map((page) => chen.get(`/team?page=${page}`)))
  expect(pages.map((page) => page.all('tr[data-id]').length)).toEqual([25, 25, 3, 0])
  expect(pages.flatMap((page) => page.all('tbody th'))).toEqual((await accounts()).map(({ name }) => name))
  expect([pages[2]?.one('.pager > .muted'), pages[3]?.one('.empty h2')]).toEqual(['51–53 / 53', '页码超出范围'])
  for (const q of ['王', 'wangf', 'WANGFANG'])
    expect((await chen.get(`/team?q=${q}`)).all('tbody th')).toEqual(['王芳'])
  const some = await chen.get('/team?q=sales&page=2')
  expect(some.all('tr[data-id]')).toHaveLength(25)
  expect(some.attributes('a[rel=prev]', 'href')).toEqual(['/team?q=sales'])
  expect((await chen.get('/team?q=nobody')).one('.empty h2')).toBe('没有匹配的账号')
  const nonsense = await chen.get('/team?page=0')
  expect([nonsense.status, nonsense.one('.notice.warn')]).toEqual([200, expect.stringContaining('page')])
})
