import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '../../src/database/database.ts'
import { performanceFigureStatements } from '../../src/performance/figures-repository.ts'
import { indicators } from '../../src/performance/indicators.ts'
import { parseAssessedPeriod } from '../../src/performance/period.ts'
import { indicatorRecordsPageQuery } from '../../src/performance/records/records-repository.ts'
import { teamStatements } from '../../src/performance/team-repository.ts'
import { periodRange } from '../../src/values/periods.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

describe('the queries', () => {
  const year = periodRange('2025')
  const plan = (statement: ReturnType<typeof performanceFigureStatements>[number]) =>
    w.plan(statement.compile(reader() as never)).join('\n')

  test.each([
    [0, 'PRIMARY KEY'],
    [1, 'PRIMARY KEY'],
    [2, 'COVERING INDEX opportunities_(counted|closed_on)'],
  ])('of one person: %i reads only %s', (index, name) => {
    const statement = performanceFigureStatements(year, [1])[index]
    expect(statement && plan(statement)).toMatch(new RegExp(`SEARCH \\w+ USING ${name} \\(`))
  })

  test.each([
    [0, 'PRIMARY KEY'],
    [1, 'PRIMARY KEY'],
    [2, 'COVERING INDEX opportunities_closed_on'],
  ])('of everybody: %i reads only %s', (index, name) => {
    const statement = performanceFigureStatements(year, null)[index]
    expect(statement && plan(statement)).toMatch(new RegExp(`SEARCH \\w+ USING ${name} \\(`))
  })

  test('of a team read its months by primary key, and no other people’s rows', () => {
    const { ranked, count, targets } = teamStatements(parseAssessedPeriod('2025-Q1'), { limit: 20, offset: 20 })
    for (const statement of [ranked, count, targets])
      expect(w.plan(statement.compile(reader() as never)).join('\n')).not.toMatch(
        /SCAN (?!users|sold|\(subquery|json_each)/,
      )
  })

  test.each(indicators)('the records behind %s are found along an index', (indicator) => {
    const statement = indicatorRecordsPageQuery({ user_id: 1, indicator, ...year }, 1)
    expect(w.plan(statement.compile(reader() as never)).join('\n')).not.toMatch(/SCAN (?!of_orders|counts|\(subquery)/)
  })
})
