import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'node-html-parser'
import supertest from 'supertest'
import { afterAll } from 'vitest'
import type { Person, Role } from '../src/access/person.ts'
import { accountByName, findAccount, insertAccount } from '../src/accounts/repository.ts'
import { hashPassword } from '../src/accounts/sign-in/password.ts'
import { app } from '../src/app.ts'
import { customerForm } from '../src/customers/form.ts'
import { createCustomer } from '../src/customers/save.ts'
import { transaction, useDatabase, writer } from '../src/database/database.ts'
import { migrateConfiguredDatabase, openDatabase } from '../src/database/open.ts'
import { closeWorkerPool } from '../src/jobs/worker-pool.ts'
import { productForm } from '../src/products/form.ts'
import { createProduct } from '../src/products/save.ts'
import { readEnvironmentSettings, settings, useSettings } from '../src/settings.ts'
import { contents, planOf } from './database/contents.ts'
import { dropDatabase, freshDatabase, onPostgres } from './database/fresh.ts'

const password = 'correct-horse-battery'

/** The accounts of every test: two salespeople and a manager. */
const cast: Record<string, { username: string; role: Role }> = {
  王芳: { username: 'wangfang', role: 'salesperson' },
  李强: { username: 'liqiang', role: 'salesperson' },
  陈静: { username: 'chenjing', role: 'manager' },
}

/** A response, parsed for assertions. */
export interface Seen {
  status: number
  location: string
  text: string
  headers: Record<string, string>
  field(name: string): string | undefined
  one(selector: string): string | undefined
  all(selector: string): string[]
  attribute(selector: string, name: string): string | undefined
  attributes(selector: string, name: string): string[]
  /** Figures with a link: their plain values and the links' URLs. */
  links(selector: string): { value: string; href: string }[]
}

/** A signed-in user's browser; it adds the CSRF token to forms. */
export interface SignedInClient {
  person: Person
  /** The session's CSRF token. */
  token: string
  /** The cookies that the browser sends to a path, for tests that make HTTP requests themselves. */
  cookie(path: string): string
  get(path: string, headers?: Record<string, string>): Promise<Seen>
  send(path: string, fields?: object | string, headers?: Record<string, string>): Promise<Seen>
  upload(path: string, name: string, content: Buffer | string, fields?: Record<string, string>): Promise<Seen>
}

/** A test application: the program with an empty database of its own. */
export async function testApp(environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
  const place = { DATA_DIR: folder, ...(await onServer()) }
  useSettings(readEnvironmentSettings({ ...place, ...environment }))
  const { DATABASE_URL } = settings()
  if (!DATABASE_URL) await migrateConfiguredDatabase(settings())
  const database = await openDatabase(settings())
  useDatabase(database)
  const password_hash = await hashPassword(password)
  const people: Record<string, Person> = {}
  for (const [name, { username, role }] of Object.entries(cast))
    people[name] = await addPerson(name, username, role, password_hash)
  const program = app()
  afterAll(async () => {
    await closeWorkerPool()
    await database.close()
    useDatabase(undefined)
    if (DATABASE_URL) await dropDatabase(DATABASE_URL)
    rmSync(folder, { recursive: true, force: true })
  })

  const who = (name: string): Person => {
    const person = people[name]
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }

  return {
    folder,
    /** Settings for another process to work on the same data. */
    place,
    program,
    password,
    who,
    nobody: () =>
      visitor(
        supertest.agent(program),
        { id: 0, username: '', name: '', role: 'salesperson', locale: null, theme: null },
        '',
      ),
    as: (name: string): Promise<SignedInClient> => signIn(program, who(name), password),
    /** Signs in by username, also accounts that the test has added. */
    async signIn(username: string, secret: string): Promise<SignedInClient> {
      const account = await accountByName(username)
      if (!account) throw new Error(`there is no account ${username}`)
      return signIn(program, account, secret)
    },
    /** Creates a customer as the program does; fields that the test does not name get defaults. */
    customer: ({ owner = '王芳', ...fields }: Record<string, string> & { owner?: string } = {}): Promise<number> => {
      const blank = Object.fromEntries(Object.keys(customerForm.shape).map((name) => [name, '']))
      const typed = {
        ...blank,
        name: '何思远',
        other_contact: `wx-${Math.random()}`,
        confirm_duplicate: '1',
        ...fields,
      }
      return createCustomer(customerForm.parse(typed), who(owner))
    },
    /** Creates a product, as the manager. */
    product: (fields: Record<string, string> = {}): Promise<number> => {
      const blank = Object.fromEntries(Object.keys(productForm.shape).map((name) => [name, '']))
      const typed = { ...blank, model: `M-${Math.random()}`, name: '离心机', list_price: '100', ...fields }
      return createProduct(productForm.parse(typed), who('陈静'))
    },
    /**
     * A hash of each table, without sessions and sign-in counters; equal values before and after mean that nothing was
     * written.
     */
    contents,
    /** SQLite's query plan, one line per step. */
    plan: planOf,
    async setLocale(name: string, locale: 'zh-CN' | 'en') {
      await transaction(() => writer().updateTable('users').set({ locale }).where('id', '=', who(name).id).execute())
    },
  }
}

/** On PostgreSQL each test app has its own database on the test server. */
const onServer = async (): Promise<Record<string, string>> =>
  onPostgres ? { DATABASE_URL: await freshDatabase(), SECRET: 'of-the-tests-and-of-nothing-else-at-all' } : {}

async function addPerson(name: string, username: string, role: Role, password_hash: string): Promise<Person> {
  const id = await transaction(async () => {
    const id = await insertAccount({ username, name, role, locale: 'zh-CN', password_hash, initial_until: null }, null)
    await writer().updateTable('users').set({ must_change: 0 }).where('id', '=', id).execute()
    return id
  })
  const account = await findAccount(id)
  if (!account) throw new Error('the account is not there')
  return account
}

async function signIn(program: ReturnType<typeof app>, person: Person, password: string): Promise<SignedInClient> {
  const agent = supertest.agent(program)
  const answer = await agent.post('/login').type('form').send({ username: person.username, password })
  if (answer.status !== 303) throw new Error(`${person.username} could not sign in: ${answer.status}`)
  const home = await agent.get('/password')
  return visitor(agent, person, parse(home.text).querySelector('input[name=_csrf]')?.getAttribute('value') ?? '')
}

function visitor(agent: ReturnType<typeof supertest.agent>, person: Person, token: string): SignedInClient {
  return {
    person,
    token,
    cookie: (path) => agent.jar.getCookies({ path, domain: '127.0.0.1', secure: false, script: false }).toValueString(),
    get: async (path, headers = {}) => seen(await agent.get(path).set(headers)),
    send: async (path, fields = {}, headers = {}) =>
      seen(
        await agent
          .post(path)
          .type('form')
          .set(headers)
          .send(token && typeof fields === 'object' ? { _csrf: token, ...numbered(fields) } : fields),
      ),
    async upload(path, name, content, fields = {}) {
      const request = agent.post(path).field('_csrf', token)
      for (const [field, value] of Object.entries(fields)) request.field(field, value)
      return seen(await request.attach('file', Buffer.from(content), name))
    },
  }
}

/** Arrays of objects as indexed fields (lines[0][quantity]), which supertest would encode differently. */
const numbered = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) && typeof value[0] === 'object' ? { ...value } : value,
    ]),
  )

function seen(answer: supertest.Response): Seen {
  const root = parse(answer.text ?? '')
  const element = (selector: string) => root.querySelector(selector)
  return {
    status: answer.status,
    location: answer.headers.location ?? '',
    text: answer.text ?? '',
    headers: answer.headers,
    field(name) {
      const control = element(`[name="${name}"]`)
      if (control?.tagName === 'TEXTAREA') return control.text.replace(/^\n/, '')
      if (control?.tagName === 'SELECT') return control.querySelector('option[selected]')?.getAttribute('value')
      if (control?.getAttribute('type') === 'radio') return element(`[name="${name}"][checked]`)?.getAttribute('value')
      return control?.getAttribute('value')
    },
    one: (selector) => element(selector)?.text.trim(),
    all: (selector) => root.querySelectorAll(selector).map((one) => one.text.trim()),
    links: (selector) =>
      root.querySelectorAll(selector).flatMap((one) => {
        const href = (one.tagName === 'A' ? one : one.querySelector('a'))?.getAttribute('href')
        return href ? [{ value: one.getAttribute('data-value') ?? '', href: href.replaceAll('&amp;', '&') }] : []
      }),
    attribute: (selector, name) => element(selector)?.getAttribute(name),
    attributes: (selector, name) => root.querySelectorAll(selector).map((one) => one.getAttribute(name) ?? ''),
  }
}
