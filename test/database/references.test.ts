import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sourceFiles } from '../architecture/source-files.ts'

interface Reference {
  table: string
  from: string
}

const tables = `select name from sqlite_schema where type = 'table' and sql like 'create table%'`

test('foreign keys to rows that may be deleted are indexed, because each deletion checks them', () => {
  const schema = new Sqlite(':memory:')
  schema.exec(readFileSync('migrations/schema.sql', 'utf8'))
  const code = sourceFiles().filter(({ path }) => path.startsWith('src/'))
  const emptied = code.flatMap(({ text }) => [...text.matchAll(/deleteFrom\('(\w+)'\)/g)].map((call) => call[1]))
  const found: string[] = []
  for (const name of schema.prepare<[], string>(tables).pluck().all()) {
    const indexes = schema.pragma(`index_list(${name})`) as { name: string; partial: 0 | 1 }[]
    const first = indexes
      .filter(({ partial }) => partial === 0)
      .map((index) => (schema.pragma(`index_info(${index.name})`) as { name: string }[])[0]?.name)
    for (const { table, from } of schema.pragma(`foreign_key_list(${name})`) as Reference[])
      if (emptied.includes(table)) found.push(`${name}.${from}: ${first.includes(from) ? 'indexed' : 'read whole'}`)
  }
  expect(found).toContain('shipment_lines.line_id: indexed')
  expect(found.filter((one) => one.endsWith('read whole'))).toEqual([])
  schema.close()
})
