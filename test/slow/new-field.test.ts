import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'node-html-parser'
import { beforeAll, expect, test } from 'vitest'
import { browsers, firstPassword } from '../tools/crash-test/browsers.ts'
import type { Visitor } from '../tools/program/http-client.ts'
import { type Program, start } from '../tools/program/program.ts'
import { programCopy } from './program-copy.ts'

/** docs/development.md: a new text field is a migration, a line and a word in each language. Here, one for each kind. */
const copy = programCopy()
const line = (name: string) =>
  `  ${name}: text(60, { search: 'plain', listed: true, importAs: '${name} header|${name}列' }),\n`
const added = [
  { table: 'customers', file: 'customers', prefix: 'customers', name: 'loyalty', label: 'Loyalty card' },
  { table: 'contacts', file: 'customers', prefix: 'contacts', name: 'nickname', label: 'Nickname' },
  { table: 'products', file: 'products', prefix: 'products', name: 'maker', label: 'Made by' },
  { table: 'opportunities', file: 'opportunities', prefix: 'opportunities', name: 'rival', label: 'Competitor' },
  { table: 'orders', file: 'orders', prefix: 'orders', name: 'terms', label: 'Delivery terms' },
]
const anchors: Record<string, string> = { opportunities: "detailFields = fields('opportunities', {\n" }

let program: Program
let chen: Visitor

beforeAll(async () => {
  for (const { prefix, file, name, label } of added) {
    copy.insertAfter(`src/${file}/fields.ts`, anchors[prefix] ?? `fields('${prefix}', {\n`, line(name))
    copy.insertAfter(`src/${file}/messages.en.json`, '{\n', `  "${prefix}.${name}": "${label}",\n`)
    copy.insertAfter(`src/${file}/messages.zh-CN.json`, '{\n', `  "${prefix}.${name}": "${label} 中文",\n`)
  }
  // The schema's script works although the columns are still missing, and the types with them.
  copy.run('schema')
  const columns = added.map(({ table, name }) => `    column('${table}', '${name} text')`).join('\n')
  copy.write(
    'migrations/0999_more.ts',
    `import type { Migration } from '../src/database/schema-builder.ts'

export const more: Migration = {
  name: '0999_more',
  up({ column }) {
${columns}
  },
}
`,
  )
  copy.insertAfter('migrations/index.ts', "schema-builder.ts'\n", "import { more } from './0999_more.ts'\n")
  copy.write('migrations/index.ts', copy.read('migrations/index.ts').replace(/,\n\]/, ',\n  more,\n]'))
  copy.run('schema')
  addReport()
  copy.run('check:views')
  const place = { DATA_DIR: join(copy.folder, 'data') }
  copy.run('generate', place, ['--customers', '30', '--orders', '60'])
  program = await start(join(copy.folder, 'dist/src/main.js'), place.DATA_DIR, { MANAGER_PASSWORD: firstPassword })
  const [manager] = await browsers(program.origin, 1)
  if (!manager) throw new Error('nobody signed in')
  chen = manager
  await chen.ask({ path: '/account', form: { locale: 'en' } })
  return async () => {
    chen.leave()
    await program.stop()
  }
})

/** Adds the report that docs/development.md shows. */
function addReport(): void {
  const [, code = ''] = copy.read('docs/development.md').match(/```ts\n(import .*?regionsReport.*?)```/s) ?? []
  mkdirSync(join(copy.folder, 'src/reports/regions'))
  copy.write('src/reports/regions/report.ts', code)
  const registry = copy.read('src/reports/registry.ts').replace('salesReport,', 'salesReport, regionsReport,')
  copy.write('src/reports/registry.ts', `import { regionsReport } from './regions/report.ts'\n${registry}`)
  for (const key of ['regions', 'regions_text', 'regions_counts', 'customers'])
    for (const language of ['en', 'zh-CN'])
      copy.insertAfter(`src/reports/messages.${language}.json`, '{\n', `  "reports.${key}": "The ${key}",\n`)
}

const page = async (path: string) => parse(await chen.read(path))
const texts = async (path: string, selector: string) =>
  (await page(path)).querySelectorAll(selector).map((element) => element.textContent.trim())
const value = async (path: string, name: string) =>
  (await page(path)).querySelector(`[name="${name}"]`)?.getAttribute('value')

/** Creates a record with the new field, then changes it. Returns the record's path. */
async function saved(path: string, form: Record<string, string>, name: string): Promise<string> {
  const { location } = await chen.ask({ path, form: { ...form, [name]: 'first-one' } })
  expect(await value(path === '/products' ? location : `${location}/edit`, name)).toBe('first-one')
  await chen.ask({ path: location, form: { version: '1', ...form, [name]: 'second-one' } })
  expect(await chen.read(location)).toContain('second-one')
  return location
}

/** The first row of a list's CSV that matches a search, as a record. */
async function exported(path: string, query: string): Promise<Record<string, string>> {
  const [head = '', row = ''] = (await chen.read(`${path}.csv?q=${query}`)).replace('\ufeff', '').split('\r\n')
  const cells = row.split(',')
  return Object.fromEntries(head.split(',').map((name, at) => [name, cells[at] ?? '']))
}

/** Imports a file whose header has the field's further name. Returns the text of the preview. */
async function imported(path: string, content: string): Promise<void> {
  const { location } = await chen.ask({ path: `${path}/import`, file: { name: 'file.csv', content } })
  const until = async (selector: string) => {
    while ((await page(location)).querySelector(selector) === null) await new Promise((done) => setTimeout(done, 50))
  }
  await until(`form[action="${location}/commit"]`)
  await chen.ask({ path: `${location}/commit`, form: {} })
  await until(`a[href^="${path}"].button`)
}

const changed = (label: string) => `changed ${label} from first-one to second-one`

test('a customer’s: form, page, list, search, CSV, import, history', async () => {
  await saved('/customers', { name: 'Ada', phone: '13800001111' }, 'loyalty')
  const [id = ''] = (await page('/customers?q=second-one'))
    .querySelectorAll('tr[data-id]')
    .map((row) => row.getAttribute('data-id'))
  expect(await texts('/customers?q=second-one', 'tr[data-id] .c-further')).toEqual(['Loyalty card second-one'])
  expect(await texts('/customers', 'thead th.c-further')).toEqual(['Loyalty card'])
  expect(await chen.read(`/customers/${id}`)).toContain(changed('Loyalty card'))
  expect(await texts(`/customers/${id}`, '.facts dt')).toContain('Loyalty card')
  expect((await exported('/customers', 'second-one')).loyalty).toBe('second-one')
  await imported('/customers', 'name,phone,loyalty header\nBob,13800002222,from-file\n')
  expect((await exported('/customers', 'from-file')).name).toBe('Bob')
})

test('a contact’s: both forms, the customer’s page, search', async () => {
  const { location } = await chen.ask({ path: '/customers', form: { name: 'Cy', phone: '13800003333' } })
  await chen.ask({ path: `${location}/contacts`, form: { name: 'Dan', nickname: 'first-nick' } })
  expect(await texts(location, '.facts.secondary dd')).toEqual(['first-nick'])
  expect(await texts('/customers?q=first-nick', 'tr[data-id] th')).toEqual(['Cy'])
  const contact = (await page(location)).querySelector('a[href^="/contacts/"]')?.getAttribute('href') ?? ''
  expect(await value(contact, 'nickname')).toBe('first-nick')
})

test('a product’s: form, list, search, CSV, import, history', async () => {
  const location = await saved('/products', { model: 'X-1', name: 'Scale' }, 'maker')
  expect(await texts('/products?q=second-one', 'tr[data-id] .c-further')).toEqual(['Made by second-one'])
  expect(await chen.read(location)).toContain(changed('Made by'))
  expect((await exported('/products', 'second-one')).maker).toBe('second-one')
  await imported('/products', 'model,name,maker列\nX-2,Scales,from-file\n')
  expect((await exported('/products', 'from-file')).model).toBe('X-2')
})

test('an opportunity’s: form, page, list, search, CSV, history', async () => {
  const { location: customer } = await chen.ask({ path: '/customers', form: { name: 'Eve', phone: '13800004444' } })
  const form = { customer_id: customer.replace(/\D/g, ''), title: 'Two scales' }
  const location = await saved('/opportunities', form, 'rival')
  expect(await texts('/opportunities?q=second-one', 'tr[data-id] .c-further')).toEqual(['Competitor second-one'])
  expect(await texts(location, '.facts dt')).toContain('Competitor')
  expect((await texts(location, '.timeline')).join()).toMatch(/Competitor.*first-one.*second-one/s)
  expect((await exported('/opportunities', 'second-one')).rival).toBe('second-one')
})

test('an order’s: form, page, list, search, CSV, import, history', async () => {
  const { location: customer } = await chen.ask({
    path: '/customers',
    form: { name: 'Flo', phone: '13800005555', code: 'F-1' },
  })
  const form = {
    customer_id: customer.replace(/\D/g, ''),
    'lines[0][product_model]': 'X-1',
    'lines[0][quantity]': '1',
  }
  const location = await saved('/orders', form, 'terms')
  expect(await texts('/orders?q=second-one', 'tr[data-id] .c-further')).toEqual(['Delivery terms second-one'])
  expect(await texts(location, '.facts dt')).toContain('Delivery terms')
  expect(await chen.read(location)).toContain(changed('Delivery terms'))
  expect((await exported('/orders', 'second-one')).terms).toBe('second-one')
  const file =
    'number,customer_code,ordered_on,product_model,quantity,terms header\nN-1,F-1,2026-01-05,X-1,2,from-file\n'
  await imported('/orders', file)
  expect((await exported('/orders', 'from-file')).number).toBe('N-1')
})

test('generated records have values too', async () => {
  for (const path of ['/customers', '/products', '/opportunities', '/orders'])
    expect((await texts(`${path}?sort=`, '.c-further')).some((text) => text !== '')).toBe(true)
})

test('the report of the documentation has a page, a CSV, and figures with links', async () => {
  expect(await texts('/reports', 'a')).toContain('The regions')
  const [first] = (await page('/reports/regions?level=A')).querySelectorAll('tbody a[href^="/customers?region="]')
  const [head, row] = (await chen.read('/reports/regions.csv?level=A')).replace('\ufeff', '').split('\r\n')
  expect(head).toBe('region,customers')
  expect(row?.split(',')[1]).toBe(first?.textContent.trim())
})
