import crypto, { type UUID } from 'node:crypto'
import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { exportFolder } from '../../src/lists/export.ts'
import { temporaryUploadFolder } from '../../src/web/parse-body.ts'
import { browserImports } from '../imports/importing.ts'
import { testApp } from '../test-app.ts'

/** A full disk when a file is written: the next file is a link to /dev/full. */
const w = await testApp()
const chen = await w.as('陈静')
const imports = browserImports(chen)
const real = crypto.randomUUID

let fulls = 0
/** Makes the next file name in the folder predictable and links it to /dev/full. */
function fill(folder: string, ending = ''): void {
  const name = `00000000-0000-4000-8000-${String(++fulls).padStart(12, '0')}` as UUID
  symlinkSync('/dev/full', join(folder, `${name}${ending}`))
  setNames(() => name)
}
function setNames(made: typeof real): void {
  crypto.randomUUID = made
  syncBuiltinESMExports()
}
afterEach(() => setNames(real))

const fileOf = (rows: number): string =>
  ['name,phone', ...Array.from({ length: rows }, (_, index) => `何思远 ${index},${18_000_000_000 + index}`)].join('\n')

test.each([2, 20_000])(
  'an upload of %i rows on a full disk gets a message, leaves nothing, and the next one succeeds',
  async (rows) => {
    fill(temporaryUploadFolder())
    const before = await w.contents()
    const refused = await chen.upload('/customers/import', 'customers.csv', fileOf(rows))
    expect(refused.status).toBe(507)
    expect(refused.text).toContain('服务器磁盘已满')
    expect(refused.text).toContain('返回上一页')
    expect(readdirSync(temporaryUploadFolder())).toEqual([])
    expect(await w.contents()).toEqual(before)
    setNames(real)
    expect(await imports.preview(fileOf(2))).toMatchObject({ state: 'preview', create: 2 })
    expect(readdirSync(temporaryUploadFolder())).toEqual([])
  },
)

const rejected = async () => (await imports.preview('name,phone\n,1\n')).path

/** An exported file is deleted once its last byte is sent. */
const nothingLeft = () => expect.poll(() => readdirSync(exportFolder())).toEqual([])

test.each([
  ['a list', () => '/customers.csv'],
  ['a report', () => '/reports/sales.csv'],
  ['records', () => '/reports/records.csv'],
  ['performance', () => '/performance.csv'],
  ['rejected rows', async () => `${await rejected()}/rejected.csv`],
  ['a template', () => '/customers/import/template.csv'],
])('a file of %s on a full disk gets a message, leaves nothing, and succeeds when there is space', async (_, of) => {
  const path = await of()
  expect((await chen.get(path)).status).toBe(200)
  fill(exportFolder(), '.csv')
  const refused = await chen.get(path)
  expect(refused.status).toBe(507)
  expect(refused.headers['content-type']).toContain('text/html')
  expect(refused.text).toContain('服务器磁盘已满')
  await nothingLeft()
  setNames(real)
  expect((await chen.get(path)).headers['content-type']).toContain('text/csv')
  await nothingLeft()
  expect(existsSync('/dev/full')).toBe(true)
})
