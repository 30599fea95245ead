import { expect, test } from 'vitest'
import { testApp } from '../test-app.ts'

test('when two managers edit one account, the second sees both versions where both changed a field, and loses nothing', async () => {
  const w = await testApp()
  const chen = await w.as('陈静')
  const made = await chen.send('/team', { username: 'two.eyes', name: '郑爽', role: 'salesperson' })
  const at = made.attribute('form.form', 'action') ?? ''
  await chen.send(`/team/${w.who('李强').id}`, { role: 'manager' })
  const li = await w.as('李强')
  const [first, second] = [await chen.get(at), await li.get(at)]
  const said = (page: typeof first) =>
    Object.fromEntries(['name', 'username', 'role', 'version'].map((name) => [name, page.field(name) ?? '']))
  expect((await chen.send(at, { ...said(first), name: '郑双', role: 'manager' })).status).toBe(303)
  const before = await w.contents()
  const refused = await li.send(at, { ...said(second), name: '郑霜', username: 'zheng.shuang' })
  expect(refused.status).toBe(422)
  expect(refused.one('[role=alert]')).toContain('其他人')
  expect(said(refused)).toMatchObject({ name: '郑霜', username: 'zheng.shuang', role: 'manager' })
  const theirs = (name: string) => refused.attribute(`[data-theirs=${name}]`, 'data-value')
  expect(['name', 'username', 'role'].map(theirs)).toEqual(['郑双', undefined, undefined])
  expect(await w.contents()).toEqual(before)
  expect((await li.send(at, said(refused))).status).toBe(303)
  const now = await chen.get(at)
  expect([now.field('name'), now.field('username'), now.field('role')]).toEqual(['郑霜', 'zheng.shuang', 'manager'])
  expect(now.text).toContain('郑双')
})
