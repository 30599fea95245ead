import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { customerList } from '../../src/customers/list.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { today } from '../../src/i18n/format.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { orderList } from '../../src/orders/list.ts'
import { productList } from '../../src/products/list.ts'
import { dimensions } from '../../src/reports/sales/dimensions.ts'
import { readEnvironmentSettings, useSettings } from '../../src/settings.ts'
import { timestamp } from '../../src/values/clock.ts'
import { comparisonLabel, growth } from '../tools/bench/compare.ts'
import { limitResult, mayNotGrow } from '../tools/bench/limits.ts'
import { cyclingThrough } from '../tools/bench/measure.ts'
import type { Measured, Row } from '../tools/bench/rows.ts'
import { parts, runBench } from '../tools/bench/run.ts'
import { percentile, timeStatistics } from '../tools/bench/statistics.ts'
import { reportOf, summaryOf } from '../tools/bench/summary.ts'
import { tableOf, withSlowest } from '../tools/bench/table.ts'
import { queries } from '../tools/bench/tasks/search.ts'
import { generate } from '../tools/generate/generate.ts'

describe('percentiles', () => {
  const times = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 })

  test('are measured values that the given share does not exceed', () => {
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

  test('of one to a hundred are the numbers themselves', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(timeStatistics(values)).toEqual({ n: 100, median: 50, p95: 95, p99: 99, worst: 100 })
    expect(timeStatistics([7])).toEqual({ n: 1, median: 7, p95: 7, p99: 7, worst: 7 })
  })

  test('of an empty list throw', () => {
    expect(() => timeStatistics([])).toThrow(RangeError)
  })
})

test('inTurn cycles through a list', () => {
  const letter = cyclingThrough(['a', 'b', 'c'])
  expect([0, 1, 2, 3, 7].map(letter)).toEqual(['a', 'b', 'c', 'a', 'b'])
  expect(() => cyclingThrough([])(0)).toThrow(RangeError)
})

test('there are two hundred different queries', () => {
  expect(new Set(queries).size).toBe(200)
})

describe('the whole benchmark on a small generated database', () => {
  const data = mkdtempSync(join(tmpdir(), 'salesbook-'))
  const file = join(data, 'salesbook.db')
  let before: Buffer
  let measured: Measured
  let table: string

  beforeAll(async () => {
    const given = readEnvironmentSettings({ DATA_DIR: data })
    useSettings(given)
    migrate(file)
    const size = {
      customers: 200,
      orders: 1000,
      by: seededRandom(3),
      last: today(),
      now: timestamp(),
      zone: given.TIME_ZONE,
    }
    generate(file, size, () => undefined)
    before = readFileSync(file)
    const effort = { warm: 0, requests: 1, aloneFor: 0, connections: 2, togetherFor: 0, rounds: 1, starts: 1 }
    measured = await runBench({ data, beside: data, effort, imports: [20, 60], told: () => undefined })
    table = tableOf(measured.rows, measured.smaller)
  })

  afterAll(() => rmSync(data, { recursive: true, force: true }))

  test('leaves the data unchanged', () => {
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test.each([customerList, opportunityList, orderList, productList])(
    'includes each filter and each sort of a list: $name',
    ({ name, filters, columns }) => {
      const rows = measured.rows.flatMap((row) => ('value' in row || row.part !== name ? [] : [row]))
      const of = (word: string) =>
        rows.filter(({ what }) => what.startsWith(`${word} `)).map(({ what }) => what.split(' ')[1])
      const variantsOf = (begins: string) =>
        rows.filter(({ what, variant }) => variant !== null && what.startsWith(begins)).map(({ variant }) => variant)
      const filterNames = Object.keys(filters)
      const orders = columns.filter(({ sortBy, hidden }) => sortBy && !hidden).map((column) => column.name)
      const each = [...filterNames, ...orders.flatMap((order) => [`by ${order}`, `by -${order}`])]
      expect(rows.slice(0, 2).map(({ what }) => what)).toEqual(['first page', 'page 40'])
      expect(of('only')).toEqual(filterNames)
      expect(of('by')).toEqual(orders)
      expect(variantsOf('page 40')).toEqual(each)
      expect(rows.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^deepest page, \d+$/))
      expect(variantsOf('deepest page')).toEqual(each)
      expect(new Set(variantsOf('two filters')).size).toBe((filterNames.length * (filterNames.length - 1)) / 2)
      expect(of('what')).toEqual(['is'])
    },
  )

  test.each([
    ['program', ['start', 'memory at rest', 'memory at its most', 'WAL at its largest']],
    ['yardstick', ['customers, first page, at 16 connections', 'the one as a part of the other']],
    [
      'bare',
      [
        'customers / bare list with its count',
        'orders / bare list',
        'customer / bare customer with 25 orders',
        'customer, new / bare insert of a customer',
      ],
    ],
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
  ])('has the tasks of %s: %j', (part, wanted) => {
    const there = measured.rows.filter((row) => row.part === part).map(({ what }) => what)
    expect(there).toEqual(expect.arrayContaining(wanted))
  })

  test('measures every figure', () => {
    for (const row of measured.rows) {
      // With two requests the system may not have counted any processor time yet.
      if (row.what.endsWith('by processor time')) continue
      const figures =
        'value' in row
          ? [row.value]
          : [row.server.median, row.server.worst, row.seen.p99, row.rate].filter((one) => one !== null)
      for (const value of figures) expect([row.part, row.what, Number(value) > 0]).toEqual([row.part, row.what, true])
    }
  })

  test('lists each figure with its limit; of variants the slowest and those that miss it', () => {
    const cells = table.split('\n').map((line) => line.split(' | '))
    const shown = withSlowest(measured.rows)
    expect(cells.slice(2)).toHaveLength(shown.length)
    expect(shown.length).toBeLessThan(measured.rows.length)
    expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([14]))
    expect(table).toMatch(/^\| program \| start \|.*\| ≤ 2000 ms \| (kept|\*\*missed\*\*) \| {2}\| {2}\|$/m)
    expect(table).toMatch(/^\| orders \| two filters \(.*\w+ and \w+\) \|.*\| median ≤ 50 ms \|/m)
  })

  test('begins with a summary of about ten lines: setting, results, and missed limits', () => {
    const lines = reportOf(measured).split('\n')
    expect(lines.slice(0, 2)).toEqual(['# Measurements', ''])
    expect(lines[2]).toMatch(/^- `npm run bench` on [\d-]+ over \d+ people, 200 customers, .* 1,000 orders /)
    expect(lines[3]).toMatch(/^- Measured on \d+ × .+, [\d.]+ GB, .+, Node \d+\./)
    const words = summaryOf(measured)
    expect(words.filter((line) => line.startsWith('- '))).toHaveLength(11)
    const limited = measured.rows.filter((row) => limitResult(row) !== null)
    const missed = limited.filter((row) => limitResult(row)?.kept === false)
    expect(words).toContainEqual(
      expect.stringContaining(`Limits kept: ${limited.length - missed.length} of ${limited.length}.`),
    )
    expect(words.filter((line) => line.startsWith('  - ')).map((line) => line.split(':')[0])).toEqual(
      [...new Set(missed.map(({ part }) => part))].map((part) => `  - ${part}`),
    )
  })

  test('compares with a smaller database and names first pages and record pages that grew by more than half', () => {
    const smaller = measured.smaller ?? { department: measured.department, rows: new Map<string, Row>() }
    const own = measured.rows.flatMap((row) => ('value' in row ? [] : [row]))
    const asFast = (half: (row: Row) => boolean) => ({
      ...smaller,
      rows: new Map(
        own.map((row) => [
          comparisonLabel(row),
          { ...row, server: { ...row.server, median: row.server.median / (half(row) ? 2 : 1) } },
        ]),
      ),
    })
    const one = asFast(({ part, what }) => part === 'customers' && what === 'first page')
    const beside = tableOf(measured.rows, one)
    expect(beside).toMatch(/^\| customers \| first page .* \+100 % \|$/m)
    expect(beside).toMatch(/^\| orders \| first page .* 0 % \|$/m)
    expect(summaryOf({ ...measured, smaller: one })).toContainEqual(
      expect.stringMatching(/, 1 of \d+ first pages .* more than half: customers, first page from /),
    )
    const all = growth(
      measured.rows,
      asFast(() => true),
    )
    expect(all.grown).toHaveLength(own.filter(mayNotGrow).length)
    expect(growth(measured.rows, { ...smaller, rows: new Map() })).toEqual({ of: 0, grown: [] })
  })

  test('each page with limited growth was measured on both databases in alternation', () => {
    const pages = measured.rows.filter((row) => !('value' in row) && mayNotGrow(row))
    expect([...(measured.smaller?.rows.keys() ?? [])]).toEqual(pages.map(comparisonLabel))
  })

  test('every repeated part can be measured on its own', () => {
    const whole = ['program', 'under load']
    expect(new Set(measured.rows.map(({ part }) => part))).toEqual(new Set([...whole, ...parts]))
  })

  test('bare pages can be measured on their own', async () => {
    const effort = { warm: 0, requests: 1, aloneFor: 0, connections: 2, togetherFor: 0, rounds: 1, starts: 1 }
    const { rows } = await runBench({ data, effort, imports: [], only: 'bare', told: () => undefined })
    expect(new Set(rows.map(({ part }) => part))).toEqual(new Set(['bare']))
  }, 60_000)
})
