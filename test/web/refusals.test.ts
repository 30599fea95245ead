import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import supertest from 'supertest'
import { beforeAll, describe, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { databaseContains } from '../database/contents.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

/** Sends an exact body as 陈静. */
const raw = (path: string, type: string, body: Buffer) =>
  supertest(w.program)
    .post(path)
    .set({ Cookie: chen.cookie(path), 'Content-Type': type })
    .serialize((sent) => sent as unknown as string)
    .send(body)

describe('invalid requests are rejected, never a server error', () => {
  test.each([
    ['a form in parts without a boundary', 'multipart/form-data', 'x'],
    [
      'one that ends in the middle',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
    ],
    ['one with a broken head', 'multipart/form-data; boundary=b', '--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n'],
    [
      'a part without a name',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n',
    ],
    ['another charset', 'application/x-www-form-urlencoded; charset=ebcdic', 'a=1'],
  ])('%s', async (_, type, body) => {
    const answer = await chen.send('/customers/import', body, { 'Content-Type': type })
    expect(answer.status).toBe(400)
    expect(answer.one('h1')).toBe('请求不完整')
  })

  test.each([
    ['bytes of another encoding', Buffer.from([0xd5, 0xc5])],
    ['the same with percent signs', Buffer.from('%D5%C5')],
    ['half a letter', Buffer.from('%E5%BC')],
    ['half a pair', Buffer.from('%ED%A0%80')],
  ])('%s in a form: nothing is guessed', async (_, name) => {
    const before = await w.contents()
    const body = Buffer.concat([Buffer.from(`_csrf=${encodeURIComponent(chen.token)}&phone=1&name=`), name])
    const answer = await raw('/customers', 'application/x-www-form-urlencoded', body)
    expect([answer.status, answer.text.includes('内容不是 UTF-8 编码')]).toEqual([400, true])
    expect(await w.contents()).toEqual(before)
  })

  test('a multipart form with invalid UTF-8', async () => {
    const part = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`
    const body = Buffer.concat([
      Buffer.from(`${part('_csrf')}${chen.token}\r\n${part('encoding')}`),
      Buffer.from([0xd5, 0xc5]),
      Buffer.from('\r\n--b--\r\n'),
    ])
    const answer = await raw('/customers/import', 'multipart/form-data; boundary=b', body)
    expect([answer.status, answer.text.includes('内容不是 UTF-8 编码')]).toEqual([400, true])
  })

  test('a lone percent sign is a percent sign', async () => {
    const body = Buffer.from(`_csrf=${encodeURIComponent(chen.token)}&phone=1&name=100%`)
    const { headers } = await raw('/customers', 'application/x-www-form-urlencoded', body)
    expect((await chen.get(headers.location ?? '')).one('h1')).toContain('100%')
  })

  test('an invalid path', async () => {
    const server = w.program.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const status = await new Promise((resolve, reject) => {
      request({ port, path: '*' }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
    server.close()
    expect(status).toBe(303)
  })

  test('a range beyond the end of a file', async () => {
    const answer = await w.nobody().get('/js/start-behaviours.js', { Range: 'bytes=99999999-' })
    expect([answer.status, answer.one('h1')]).toEqual([400, '请求不完整'])
    expect(answer.headers['content-range']).toMatch(/^bytes \*\/\d+$/)
  })

  test.each(['put', 'delete', 'patch'] as const)('%s does nothing: there is no such route', async (method) => {
    const path = `/customers/${await w.customer({ owner: '陈静' })}`
    const before = await w.contents()
    const stranger = await supertest(w.program)[method](path)
    expect([stranger.status, stranger.headers.location]).toEqual([303, '/login'])
    const known = await supertest(w.program)[method](path).set('Cookie', chen.cookie(path)).send({ name: 'x' })
    expect([known.status, known.text.includes('页面不存在')]).toEqual([404, true])
    expect(await w.contents()).toEqual(before)
  })

  test('TRACE returns nothing', async () => {
    const answer = await supertest(w.program).trace('/').set('X-Secret', 'hidden')
    expect([answer.status, answer.text ?? '']).toEqual([405, ''])
  })

  test('HEAD gets the answer of GET without a body, and OPTIONS does nothing', async () => {
    const before = await w.contents()
    const head = await supertest(w.program).head('/login')
    expect([head.status, head.text ?? '']).toEqual([200, ''])
    const options = await supertest(w.program).options('/customers')
    expect([options.status, options.headers.location]).toEqual([303, '/login'])
    expect(await w.contents()).toEqual(before)
  })
})

test('a file of 100 MB is rejected with a message and not stored', async () => {
  const answer = await chen.upload('/customers/import', 'big.csv', Buffer.alloc(100 * 1024 * 1024, 'a,b\n'))
  expect(answer.status).toBe(413)
  expect(answer.one('h1')).toBe('内容过大')
  expect(readdirSync(join(w.folder, 'uploads'))).toEqual([])
})

test('a customer with very many contacts can be opened and changed', async () => {
  const customer = await w.customer({ owner: '陈静' })
  const made = { customer_id: customer, created_at: '2026-01-01T00:00:00.000Z', created_by: w.who('陈静').id }
  await transaction(async () => {
    for (let n = 0; n < 600; n++)
      await writer()
        .insertInto('contacts')
        .values({ ...made, name: `c${n}`, phone: `1380000${1000 + n}`, email: `c${n}@x.example` })
        .execute()
  })
  expect((await chen.send(`/customers/${customer}/contacts`, { name: '钱颖', phone: '13900000000' })).status).toBe(303)
  const page = await chen.get(`/customers/${customer}`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('钱颖')
  expect(page.text).toContain('c599@x.example')
})

test('an initial password is not in the database files', async () => {
  const made = await chen.send('/team', { username: 'zhao.wenbo', name: '赵文博', role: 'salesperson' })
  const password = made.one('[data-initial-password]') ?? ''
  expect(password).toMatch(/^\w{4}-/)
  expect(await databaseContains('赵文博')).toBe(true)
  expect(await databaseContains(password)).toBe(false)
})

describe('redirect targets of a form', () => {
  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', '/\n/evil.example'])(
    '%j stays on this site',
    async (back) => {
      const { location } = await chen.send('/account/language', { locale: 'zh-CN', back })
      expect(new URL(location, 'http://here.example').host).toBe('here.example')
    },
  )
})

test('a translation placeholder in a name is shown as text', async () => {
  const id = await w.customer({ owner: '陈静', name: '$t(program) {{who}}' })
  await chen.send(`/customers/${id}`, { name: 'x' })
  expect((await chen.get(`/customers/${id}`)).text).toContain('$t(program) {{who}}')
})
