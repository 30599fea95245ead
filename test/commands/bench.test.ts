import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { called, grown } from '../../src/commands/bench/beside.ts'
import { inTurn } from '../../src/commands/bench/measure.ts'
import type { Measured, Row } from '../../src/commands/bench/rows.ts'
import { run } from '../../src/commands/bench/run.ts'
import { queries } from '../../src/commands/bench/search.ts'
import { percentile, timesOf } from '../../src/commands/bench/statistics.ts'
import { tableOf } from '../../src/commands/bench/table.ts'
import { chance } from '../../src/commands/demo/random.ts'
import { generate } from '../../src/commands/generate/generate.ts'
import { customerList } from '../../src/customers/list.ts'
import { migrate } from '../../src/database/migrate.ts'
import { today } from '../../src/i18n/format.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { orderList } from '../../src/orders/list.ts'
import { productList } from '../../src/products/list.ts'
import { dimensions } from '../../src/reports/sales/dimensions.ts'
import { configure, readSettings } from '../../src/settings.ts'
import { timestamp } from '../../src/values/clock.ts'

describe('percentiles', () => {
  const times = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 })

  test('so many are at most as large, and one that was measured is named', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const found = percentile(values, percent / 100)
        expect(values).toContain(found)
        const upTo = values.filter((value) => value <= found).length
        expect(upTo * 100).toBeGreaterThanOrEqual(percent * values.length)
        const under = values.filter((value) => value < found).length
        expect(under * 100).toBeLessThan(percent * values.length)
      }),
    )
  })

  test('of one to a hundred each is its own', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(timesOf(values)).toEqual({ n: 100, median: 50, p95: 95, p99: 99, worst: 100 })
    expect(timesOf([7])).toEqual({ n: 1, median: 7, p95: 7, p99: 7, worst: 7 })
  })

  test('of nothing there is none', () => {
    expect(() => timesOf([])).toThrow(RangeError)
  })
})

test('what is taken in turn comes round again', () => {
  const letter = inTurn(['a', 'b', 'c'])
  expect([0, 1, 2, 3, 7].map(letter)).toEqual(['a', 'b', 'c', 'a', 'b'])
  expect(() => inTurn([])(0)).toThrow(RangeError)
})

test('two hundred different searches', () => {
  expect(new Set(queries).size).toBe(200)
})

describe('the whole measurement, of a department made small', () => {
  const data = mkdtempSync(join(tmpdir(), 'salesbook-'))
  const file = join(data, 'salesbook.db')
  let before: Buffer
  let measured: Measured
  let table: string

  beforeAll(async () => {
    const given = readSettings({ DATA_DIR: data })
    configure(given)
    migrate(file)
    const size = { customers: 200, orders: 1000, by: chance(3), last: today(), now: timestamp(), zone: given.TIME_ZONE }
    generate(file, size, () => undefined)
    before = readFileSync(file)
    const effort = { warm: 0, requests: 1, aloneFor: 0, connections: 2, togetherFor: 0, starts: 1 }
    measured = await run({ data, beside: data, effort, imports: [20, 60], told: () => undefined })
    table = tableOf(measured)
  }, 120_000)

  afterAll(() => rmSync(data, { recursive: true, force: true }))

  test('leaves the data as they were', () => {
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test.each([customerList, opportunityList, orderList, productList])(
    'has each filter and each order of a list: $name',
    ({ name, filters, columns }) => {
      const rows = measured.rows.filter(({ part }) => part === name).map(({ what }) => what.replace(/[ ,(].*$/, ''))
      const of = (word: string) =>
        measured.rows
          .filter(({ part, what }) => part === name && what.startsWith(`${word} `))
          .map(({ what }) => what.split(' ')[1])
      expect(rows.slice(0, 3)).toEqual(['first', 'page', 'deepest'])
      expect(of('only')).toEqual(Object.keys(filters))
      expect(of('by')).toEqual(columns.filter(({ sortBy, hidden }) => sortBy && !hidden).map(({ name }) => name))
    },
  )

  test.each([
    ['program', ['start', 'memory at rest', 'memory at its most', 'WAL at its largest']],
    ['yardstick', ['customers, first page, at 16 connections', 'the one as a part of the other']],
    ['start', ['dashboard of a manager', 'dashboard of a salesperson']],
    ['search', ['all queries (200)', 'all queries, as a salesperson (200)']],
    ['records', ['customer', 'opportunity', 'order', 'product']],
    ['reports', dimensions.flatMap((name) => [`sales by ${name}, a year`, `sales by ${name}, all years`])],
    ['reports', ['payments by customer, all years', 'performance of a year']],
    ['exports', ['customers.csv', 'opportunities.csv', 'orders.csv', 'products.csv']],
    ['write', ['sign in', 'customer, new', 'customer, changed', 'opportunity, new', 'opportunity, updated']],
    ['write', ['order, new', 'order, changed']],
    ['imports', ['20 customers, until the preview', '60 customers, written']],
    ['under load', ['customer, while four reports and an import of 60 rows run']],
  ])('has what belongs to %s: %j', (part, wanted) => {
    const there = measured.rows.filter((row) => row.part === part).map(({ what }) => what)
    expect(there).toEqual(expect.arrayContaining(wanted))
  })

  test('every figure was measured', () => {
    for (const row of measured.rows) {
      const figures =
        'value' in row
          ? [row.value]
          : [row.server.median, row.server.worst, row.seen.p99, row.rate].filter((one) => one !== null)
      for (const value of figures) expect([row.part, row.what, Number(value) > 0]).toEqual([row.part, row.what, true])
    }
  })

  test('each stands in the table with its limit, under the name of the machine', () => {
    const lines = table.split('\n')
    expect(lines[0]).toMatch(/^Measured on \d+ × .+, [\d.]+ GB, .+, Node \d+\./)
    const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.split(' | '))
    expect(cells.slice(2)).toHaveLength(measured.rows.length)
    expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([14]))
    expect(table).toMatch(/^\| program \| start \|.*\| ≤ 2000 ms \| (kept|\*\*missed\*\*) \| {2}\| {2}\|$/m)
    expect(table).toMatch(/^Limits kept: \d+ of \d+\./m)
  })

  test('stands beside a smaller one, page by page, and names what grew by more than half', () => {
    const own = measured.rows.flatMap((row) => ('value' in row ? [] : [row]))
    const asFast = (half: (row: Row) => boolean) =>
      new Map(
        own.map((row) => [
          called(row),
          { ...row, server: { ...row.server, median: row.server.median / (half(row) ? 2 : 1) } },
        ]),
      )
    const smaller = asFast(({ part, what }) => part === 'customers' && what === 'first page')
    const beside = tableOf({ ...measured, smaller })
    const cells = beside.split('\n').flatMap((text) => (text.startsWith('| ') ? [text.split(' | ')] : []))
    expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([14]))
    expect(beside).toMatch(/^\| customers \| first page .* \+100 % \|$/m)
    expect(beside).toMatch(/^\| orders \| deepest page, \d+ .* 0 % \|$/m)
    expect(beside).toMatch(/^Pages that grew by more than half: 1\.\n- customers, first page: /m)
    expect(
      grown(
        measured,
        asFast(() => true),
      ).map(({ what }) => what.split(',')[0]),
    ).not.toContain('reports')
    expect(grown(measured, new Map())).toEqual([])
  })

  test('each page was measured of the other too, in the same moment', () => {
    const pages = measured.rows.filter((row) => !('value' in row || row.part === 'under load'))
    expect([...(measured.smaller?.keys() ?? [])]).toEqual(pages.map(called))
    expect(table).toMatch(/^Of the smaller one: \d+ of \d+\.$/m)
  })
})
