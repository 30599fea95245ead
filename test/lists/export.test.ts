import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import supertest from 'supertest'
import { beforeAll, describe, expect, test } from 'vitest'
import { app } from '../../src/app.ts'
import { customerFields } from '../../src/customers/fields.ts'
import { customerList } from '../../src/customers/list.ts'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { openWriter } from '../../src/database/dialects/sqlite.ts'
import { historyOf } from '../../src/history/record-event.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { settings } from '../../src/settings.ts'
import { onPostgres } from '../database/fresh.ts'
import { testApp } from '../test-app.ts'

const department = await testApp()
const program = app()
const manager = department.who('陈静')

/** A signed-in client that returns responses as bytes. */
async function browser(name: string) {
  const agent = supertest.agent(program)
  await agent
    .post('/login')
    .type('form')
    .send({ username: department.who(name).username, password: department.password })
  return (path: string) => agent.get(path).buffer(true).parse(bytes)
}

const bytes = (answer: supertest.Response, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = []
  const stream = answer as unknown as NodeJS.ReadableStream
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => done(null, Buffer.concat(chunks)))
}

const table = (text: string): string[][] => parse(text, { bom: true })
const leftovers = () => readdirSync(join(department.folder, 'exports'))

beforeAll(async () => {
  await department.customer({
    code: 'C1',
    name: '何思远',
    company: '=SUM(A1)',
    level: 'A',
    region: '华东',
    phone: '13800000001',
  })
  await department.customer({
    code: 'C2',
    name: '“引号”, "两行"',
    company: 'Müller 𠮷',
    level: 'B',
    region: '华南',
    owner: '李强',
  })
  await department.customer({ code: 'C3', name: '周敏', notes: '-1', level: 'A', region: '华南' })
  const gone = await department.customer({ code: 'C4', name: '并入', level: 'A' })
  await transaction(() => writer().updateTable('customers').set({ merged_into: 1 }).where('id', '=', gone).execute())
})

describe('a list’s CSV', () => {
  test('shows the list in the manager’s language', async () => {
    const answer = await (await browser('陈静'))('/customers.csv?sort=code')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="__-[\d-]{10}\.csv"; filename\*=UTF-8''%E5%AE%A2%E6%88%B7-[\d-]{10}\.csv$/,
    )
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.body.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'))
    const [header, ...rows] = table(answer.body.toString('utf8'))
    expect(header?.slice(0, 6)).toEqual(['客户姓名', '公司名称', '电话', '地区', '级别', '负责人'])
    expect(rows.map((row) => row[0])).toEqual(['何思远', '“引号”, "两行"', '周敏'])
    expect(rows.map((row) => row[5])).toEqual(['wangfang', 'liqiang', 'wangfang'])
  })

  test('has the form’s field names in English', async () => {
    await department.setLocale('陈静', 'en')
    const answer = await (await browser('陈静'))('/customers.csv')
    await department.setLocale('陈静', 'zh-CN')
    expect(answer.headers['content-disposition']).toContain('filename="Customers-')
    const [header = []] = table(answer.body.toString('utf8'))
    expect(header.toSorted()).toEqual([...Object.keys(customerFields), 'owner'].toSorted())
  })

  test('guards against formulas in spreadsheets', async () => {
    const [header = [], ...rows] = table((await (await browser('陈静'))('/customers.csv?sort=code')).body.toString())
    expect(rows[0]?.[header.indexOf('公司名称')]).toBe("'=SUM(A1)")
    expect(rows[2]?.[header.indexOf('备注')]).toBe("'-1")
  })

  test('is the same in GB18030', async () => {
    const get = await browser('陈静')
    const answer = await get('/customers.csv?encoding=gb18030')
    expect(answer.headers['content-type']).toBe('text/csv; charset=gb18030')
    const unicode = (await get('/customers.csv')).body.toString('utf8')
    expect(table(iconv.decode(answer.body, 'gb18030'))).toEqual(table(unicode))
    expect(unicode).toContain('Müller 𠮷')
  })

  test.each([
    '',
    'level=A',
    'region=%E5%8D%8E%E5%8D%97&level=A',
    'owner_id=2',
    'q=周',
    'q=nobody',
    'sort=-code',
    'level=Z&page=9',
  ])('has the rows and the count of the list under ?%s', async (address) => {
    const { question } = parseListParams(customerList, Object.fromEntries(new URLSearchParams(address)))
    const { rows: listed } = await customerList.page({ ...question, page: 1 }, manager)
    const answer = await (await browser('陈静'))(`/customers.csv?${address}`)
    const [header = [], ...rows] = table(answer.body.toString('utf8'))
    expect(rows.map((row) => row[header.indexOf('客户编号')])).toEqual(listed.map(({ code }) => code))
    expect(rows).toHaveLength((await customerList.page(question, manager)).total)
  })

  test('writes an audit entry without customer data, and no file', async () => {
    const before = (await historyOf('exports', 0)).length
    await (await browser('陈静'))('/customers.csv?q=周')
    const lines = await historyOf('exports', 0)
    expect(lines).toHaveLength(before + 1)
    expect(lines[0]).toMatchObject({ what: 'exported', user_id: manager.id, old: null, new: null })
    expect(JSON.parse(lines[0]?.details ?? '')).toEqual({ list: 'customers', rows: 1, encoding: 'utf-8' })
    await expect.poll(leftovers).toEqual([])
    expect(statSync(join(department.folder, 'exports')).mode & 0o777).toBe(0o700)
  })

  test('is only for managers', async () => {
    const before = (await historyOf('exports', 0)).length
    expect((await (await browser('王芳'))('/customers.csv')).status).toBe(403)
    expect((await supertest(program).get('/customers.csv')).headers.location).toBe('/login?next=%2Fcustomers.csv')
    expect(await historyOf('exports', 0)).toHaveLength(before)
  })
})

test('a client that reads slowly blocks neither writers nor the write-ahead log', async () => {
  await many(30_000)
  const [answer, server] = await overTheWire('/customers.csv')
  expect(answer.statusCode).toBe(200)
  expect(leftovers()).toHaveLength(1)
  await transaction(() => writer().insertInto('choice_lists').values({ list: 'region', value: '西北' }).execute())
  if (!onPostgres) {
    const other = openWriter(settings().databaseFile)
    // The program may be checkpointing at this moment.
    await expect.poll(() => other.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }])
    other.close()
  }
  let size = 0
  for await (const chunk of answer) size += (chunk as Buffer).length
  expect(size).toBeGreaterThan(3_000_000)
  await expect.poll(leftovers).toEqual([])
  server.close()
})

test('a client that goes away leaves no file', async () => {
  const [answer, server] = await overTheWire('/customers.csv')
  expect(leftovers()).toHaveLength(1)
  answer.destroy()
  await expect.poll(leftovers).toEqual([])
  server.close()
})

/** Requests a file as the manager over a real connection, without reading the response yet. */
async function overTheWire(path: string): Promise<[IncomingMessage, Server]> {
  const server = createServer(program).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const login = { username: manager.username, password: department.password }
  const signedIn = await supertest(at).post('/login').type('form').send(login)
  const cookie = [signedIn.headers['set-cookie']].flat().map((one) => String(one).split(';')[0])
  const asked = request(at + path, { headers: { cookie: cookie.join('; ') } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return [answer, server]
}

/** Inserts many customers at once. */
async function many(count: number): Promise<void> {
  const { search_text } = await reader()
    .selectFrom('customers')
    .select('search_text')
    .limit(1)
    .executeTakeFirstOrThrow()
  await transaction(async () => {
    for (let start = 0; start < count; start += 1000)
      await writer()
        .insertInto('customers')
        .values(
          Array.from({ length: 1000 }, (_, at) => ({
            code: `M${start + at}`,
            name: `客户 ${start + at}`,
            notes: 'x'.repeat(100),
            owner_id: manager.id,
            created_by: manager.id,
            created_at: '2026-01-01T00:00:00.000Z',
            name_sort: 'ke hu',
            company_sort: '',
            search_text,
          })),
        )
        .execute()
  })
}
