import type { Figure, FigureLimit, Limit, Row } from './rows.ts'

// Every limit of the bench stands here: what people at a desk would feel, of 100,000 customers and 1,000,000 orders.

interface Rule {
  said: string
  kept: (row: Row) => boolean
}

const median = (most: number): Rule => ({
  said: `median ≤ ${most} ms`,
  kept: ({ server }) => server.median <= most,
})

/** What a kind of request may take, by the program's own time; under load by what the person sees. */
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

/** What a figure of the whole program may be. */
export const programLimits = {
  start: atMost(2000, 'ms'),
  atRest: atMost(250, 'MB'),
  atMost: atMost(512, 'MB'),
  wal: atMost(300, 'MB'),
}

/** How quick the program must be, as a part of what does much less: the page alone, and bare pages. */
export const ratioLimits = {
  page: atLeast(1 / 3, 'a third'),
  customers: atLeast(0.55),
  otherLists: atLeast(0.25),
  record: atLeast(0.15),
  creation: atLeast(0.2),
}

/** So many times as much may a page take of ten times as many records. */
export const mostGrowth = 1.5

/** What may not grow by more: each list's first page, and the records' pages. */
export const mayNotGrow = ({ part, what }: { part: string; what: string }): boolean =>
  part === 'records' || what === 'first page'

/** Whether it was kept, and what was asked; null where nothing is. */
export function judged(one: Row | Figure): { said: string; kept: boolean } | null {
  if ('value' in one) {
    if (!one.limit || one.value === null) return null
    return { said: one.limit.said, kept: one.limit.kept(one.value) }
  }
  const rule: Rule | null = one.limit && limits[one.limit]
  return rule && { said: rule.said, kept: rule.kept(one) }
}
