import Sqlite from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { finders } from '../../src/app.ts'
import { farthest, looks, steps } from '../../src/lists/finder.ts'
import { settings } from '../../src/settings.ts'
import { gramsOf } from '../../src/values/grams.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

const queries = ['张', '1', 'zs', 'zhang', 'SO-000118', '138 1702 5536', 'zhang 上海', '苏州恒测仪器有限公司']

describe.each(finders)('finding $name', (finder) => {
  test.each(queries)('by %s reads no table from end to end', (query) => {
    for (const who of ['王芳', '陈静'])
      for (const statement of finder.statements(query, w.who(who), 6))
        for (const step of w.plan(statement))
          expect(step, `${who}: ${statement.sql}`).not.toMatch(
            /^SCAN (?!nearest|json_each|\(subquery|\w+ USING (COVERING )?INDEX|\w+_search VIRTUAL TABLE|CONSTANT ROW)/,
          )
  })

  test('by what the whole query names walks nothing', () => {
    const [named] = finder.statements('SO-000118', w.who('陈静'), 6)
    for (const step of named ? w.plan(named) : []) expect(step).not.toMatch(/^SCAN (?!CONSTANT ROW)/)
  })
})

describe('in a book of 20,000 products of which each holds the word', () => {
  const products = finders.filter(({ name }) => name === 'products')

  beforeAll(() => {
    const connection = new Sqlite(settings().databaseFile)
    connection.exec(`
      with recursive n (id) as (select 1 union all select id + 1 from n where id < 20000)
      insert into products (id, model, name, created_at, created_by, name_sort, search_text)
      select id, 'P-' || id, 'x', '', 1, printf('%05d', id), iif(id = 19990, 'bcab', 'abc') from n;`)
    connection
      .prepare('insert into products_search (rowid, grams) select id, ? from products')
      .run(gramsOf('abc bcab').join(' '))
    connection.close()
  })

  /** How many texts a statement looks into: instr is counted. */
  function looked({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): number {
    const connection = new Sqlite(settings().databaseFile, { readonly: true })
    let times = 0
    connection.function('instr', (text, term) => {
      times++
      return String(text).indexOf(String(term)) + 1
    })
    connection.prepare(sql).all(...parameters)
    connection.close()
    return times
  }

  test.each(['abc', 'bcab', 'cab', 'b'])('%s looks at no more than is allowed', (query) => {
    const work = products.map((finder) => finder.statements(query, w.who('陈静'), 6).map(looked))
    for (const [named = 0, near = 0, far = 0, newest = 0] of work) {
      expect(named).toBe(0)
      expect(near).toBeLessThanOrEqual(steps)
      expect(far).toBeLessThanOrEqual(farthest)
      expect(newest).toBeLessThanOrEqual(looks)
    }
  })

  test('a common word ends its walk early; a rare one behind it is found among the newest', async () => {
    const [finder] = products
    if (!finder) throw new Error('products have no finder')
    const [, walk] = finder.statements('abc', w.who('陈静'), 6)
    expect(walk && looked(walk)).toBe(6)
    const common = await finder.find('abc', w.who('陈静'), 6)
    expect(common.hits.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
    expect(common.more).toBe(true)
    expect((await finder.find('bcab', w.who('陈静'), 6)).hits.map(({ id }) => id)).toEqual([19990])
  })
})
