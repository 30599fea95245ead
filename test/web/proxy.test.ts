import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '../../src/database/database.ts'
import { readEnvironmentSettings } from '../../src/settings.ts'
import { testApp } from '../test-app.ts'

describe('without a trusted proxy', () => {
  let w: Awaited<ReturnType<typeof testApp>>
  beforeAll(async () => {
    w = await testApp({ PUBLIC_URL: 'http://sales.example.com' })
  })

  test('an unknown host gets no page, but the health check works', async () => {
    const answer = await w.nobody().get('/login', { Host: 'evil.example' })
    expect([answer.status, answer.text]).toEqual([421, 'This address is not served here.'])
    expect((await w.nobody().get('/login', { Host: 'sales.example.com' })).status).toBe(200)
    expect((await w.nobody().get('/healthz', { Host: '10.0.0.1' })).status).toBe(200)
  })

  test('a forged client address is ignored', async () => {
    for (let n = 0; n < 3; n++) {
      const headers = { Host: 'sales.example.com', 'X-Forwarded-For': `10.0.0.${n}` }
      await w.nobody().send('/login', { username: `nobody.${n}`, password: 'x' }, headers)
    }
    const counted = await reader().selectFrom('login_failures').selectAll().where('id', 'like', 'address:%').execute()
    expect(counted.map(({ count }) => count)).toEqual([3])
  })

  test('a form from the published URL is accepted, one from another is not', async () => {
    const post = (Origin: string) =>
      w.nobody().send('/login', { username: 'wangfang', password: w.password }, { Host: 'sales.example.com', Origin })
    expect((await post('http://evil.example')).status).toBe(403)
    expect((await post('null')).status).toBe(403)
    expect((await post('http://sales.example.com')).status).toBe(303)
  })
})

test.each(['true', 'yes', '10.0.0.0/99', 'proxy.local', ','])(
  'TRUST_PROXY=%s is rejected at the start, in one line',
  (said) => {
    expect(() => readEnvironmentSettings({ TRUST_PROXY: said })).toThrow(/^TRUST_PROXY can't be/)
  },
)

test.each(['1', 'loopback', '10.0.0.0/8, ::1'])('TRUST_PROXY=%s is accepted', (said) => {
  expect(readEnvironmentSettings({ TRUST_PROXY: said }).TRUST_PROXY).toBeDefined()
})
