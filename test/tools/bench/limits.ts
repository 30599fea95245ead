import type { Figure, FigureLimit, Limit, Row } from './rows.ts'

// All limits of the benchmark. They apply to 100,000 customers and 1,000,000 orders, and are chosen by what a user
// notices.

interface Rule {
  said: string
  kept: (row: Row) => boolean
}

const median = (most: number): Rule => ({
  said: `median ≤ ${most} ms`,
  kept: ({ server }) => server.median <= most,
})

/**
 * Limits by kind of request, compared with the server's own time; under load with the time until the client has the
 * response.
 */
const limits: Record<Limit, Rule> = {
  list: median(10),
  filters: median(50),
  deep: median(500),
  search: {
    said: 'median ≤ 10 ms, worst ≤ 100 ms',
    kept: ({ server }) => server.median <= 10 && server.worst <= 100,
  },
  record: median(5),
  dashboard: median(30),
  write: median(15),
  year: median(500),
  years: median(3000),
  loaded: { said: 'seen p99 ≤ 50 ms', kept: ({ seen }) => seen.p99 <= 50 },
}

const atMost = (most: number, unit: string): FigureLimit => ({
  said: `≤ ${most} ${unit}`,
  kept: (value) => value <= most,
})
const atLeast = (least: number, said = String(least)): FigureLimit => ({
  said: `≥ ${said}`,
  kept: (value) => value >= least,
})

/** Limits for figures of the whole program. */
export const programLimits = {
  start: atMost(2000, 'ms'),
  atRest: atMost(250, 'MB'),
  atMost: atMost(512, 'MB'),
  wal: atMost(300, 'MB'),
}

/**
 * Limits for the program's rate divided by that of a simpler server: the same page without database, and bare pages.
 */
export const ratioLimits = {
  page: atLeast(1 / 3, 'a third'),
  customers: atLeast(0.55),
  otherLists: atLeast(0.25),
  record: atLeast(0.15),
  creation: atLeast(0.2),
}

/** How many times slower a page may be with ten times as many records. */
export const mostGrowth = 1.5

/** Pages whose growth is limited: each list's first page and the records' pages. */
export const mayNotGrow = ({ part, what }: { part: string; what: string }): boolean =>
  part === 'records' || what === 'first page'

/** The limit as text and whether it was met; null if there is no limit. */
export function limitResult(one: Row | Figure): { said: string; kept: boolean } | null {
  if ('value' in one) {
    if (!one.limit || one.value === null) return null
    return { said: one.limit.said, kept: one.limit.kept(one.value) }
  }
  const rule: Rule | null = one.limit && limits[one.limit]
  return rule && { said: rule.said, kept: rule.kept(one) }
}
