import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

/** Runs the built command while the test's own program has the same database open. */
const command = (...words: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((resolve) => {
    const env = { ...process.env, ...w.place, INIT_CWD: w.folder }
    execFile(process.execPath, ['dist/src/commands/import.js', ...words], { env }, (error, out, said) =>
      resolve({ code: Number(error?.code ?? 0), out, said }),
    )
  })

const own = (name: string): string => {
  copyFileSync(new URL(`../data/northwind/${name}.csv`, import.meta.url), join(w.folder, `${name}.csv`))
  return `${name}.csv`
}

test('imports a file and reports how many rows', async () => {
  const { code, out } = await command('customers', own('customers'), '--map', 'country=region', '--as', 'chenjing')
  expect(out).toBe('91 rows: 91 created, 0 updated, 0 skipped, 0 rejected\n')
  expect(code).toBe(0)
  const chen = await w.as('陈静')
  expect((await chen.get('/customers?region=Germany')).all('tr[data-id]')).toHaveLength(11)
})

test('writes rejected rows to a file next to it and exits with 1', async () => {
  const { code, out } = await command('customers', own('customers-unquoted'))
  expect(out).toContain('91 rows: 0 created, 0 updated, 67 skipped, 24 rejected')
  expect(code).toBe(1)
  const rejected = readFileSync(join(w.folder, 'customers-unquoted.csv.rejected.csv'), 'utf8')
  expect(rejected.split('\r\n')[0]).toContain(',reject_reason')
  expect(rejected).toContain('more cells (12) than headers (11)')
})

test('imports orders; rows without a customer, product or salesperson are rejected', async () => {
  writeFileSync(join(w.folder, 'products.csv'), 'model,name,list_price\nM-1,Pump,12.50\n')
  await command('products', 'products.csv')
  const rows = [
    'O-1,ALFKI,wangfang,2026-01-05,M-1,2',
    'O-2,NOBODY,wangfang,2026-01-05,M-1,2',
    'O-3,ALFKI,nobody,2026-01-05,M-2,2',
  ]
  writeFileSync(
    join(w.folder, 'orders.csv'),
    ['number,customer_code,owner,ordered_on,product_model,quantity', ...rows].join('\n'),
  )
  const { code, out } = await command('orders', 'orders.csv')
  expect(out).toContain('3 rows: 1 created, 0 updated, 0 skipped, 2 rejected')
  expect(code).toBe(1)
  const rejected = readFileSync(join(w.folder, 'orders.csv.rejected.csv'), 'utf8')
  expect(rejected).toContain('no customer matches NOBODY')
  expect(rejected).toContain('no account named nobody')
})

test('updates existing records if told to', async () => {
  writeFileSync(join(w.folder, 'more.csv'), 'code,notes\nALFKI,met in Berlin\n')
  expect((await command('customers', 'more.csv', '--on-duplicate', 'fill')).out).toContain('1 updated')
})

test('matches a customer’s orders and opportunities by the name in the file', async () => {
  writeFileSync(join(w.folder, 'old-name.csv'), 'code,name,company,phone\nREN-1,林霞,旧名仪器,13917025536\n')
  await command('customers', 'old-name.csv', '--as', 'chenjing')
  writeFileSync(
    join(w.folder, 'sold.csv'),
    'number,customer_code,ordered_on,product_model,quantity\nREN-O,REN-1,2026-01-05,M-1,1\n',
  )
  expect((await command('orders', 'sold.csv', '--as', 'chenjing')).out).toContain('1 created')
  const chen = await w.as('陈静')
  const [id = ''] = (await chen.get('/customers?q=REN-1')).attributes('tr[data-id]', 'data-id')
  await chen.send('/opportunities', { customer_id: id, title: '光谱仪', owner_id: String(chen.person.id) })
  writeFileSync(join(w.folder, 'new-name.csv'), 'code,company\nREN-1,新名科学\n')
  const { out } = await command('customers', 'new-name.csv', '--on-duplicate', 'overwrite', '--as', 'chenjing')
  expect(out).toContain('1 updated')
  for (const list of ['orders', 'opportunities']) {
    expect((await chen.get(`/${list}?q=新名科学`)).all('tr[data-id]')).toHaveLength(1)
    expect((await chen.get(`/${list}?q=旧名仪器`)).all('tr[data-id]')).toHaveLength(0)
  }
})

test.each([
  [['customers'], 'npm run import -- KIND FILE'],
  [['cheese', 'a.csv'], "can't import cheese"],
  [['customers', 'nowhere.csv'], 'ENOENT'],
  [['customers', 'more.csv', '--as', 'wangfang'], 'wangfang is not a sales manager'],
  [['customers', 'more.csv', '--map', 'colour=region'], 'no column colour'],
  [['customers', 'more.csv', '--map', 'notes=colour'], 'Choose an option'],
  [['customers', 'more.csv', '--on-duplicate', 'burn'], 'npm run import -- KIND FILE'],
])('%s: one line that explains the error', async (words, said) => {
  const answer = await command(...words)
  expect(answer.said).toContain(said)
  expect(answer.said).not.toContain('    at ')
  expect(answer.code).toBe(2)
  expect(existsSync(join(w.folder, 'more.csv.rejected.csv'))).toBe(false)
})
