import type { Figure, FigureLimit, Limit, Row } from './rows.ts'

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
  page: median(5),
  deepest: median(10),
  search: {
    said: 'median ≤ 5 ms, worst ≤ 20 ms',
    kept: ({ server }) => server.median <= 5 && server.worst <= 20,
  },
  dashboard: median(30),
  write: median(15),
  year: median(300),
  years: median(1500),
  loaded: { said: 'seen p99 ≤ 50 ms', kept: ({ seen }) => seen.p99 <= 50 },
}

/** What a figure of the whole program may be. */
export const atMost = (most: number, unit: string): FigureLimit => ({
  said: `≤ ${most} ${unit}`,
  kept: (value) => value <= most,
})
export const below = (bound: number, unit: string): FigureLimit => ({
  said: `< ${bound} ${unit}`,
  kept: (value) => value < bound,
})
export const atLeast = (least: number, said: string): FigureLimit => ({
  said: `≥ ${said}`,
  kept: (value) => value >= least,
})

/** Whether it was kept, and what was asked; null where nothing is. */
export function judged(one: Row | Figure): { said: string; kept: boolean } | null {
  if ('value' in one) {
    if (!one.limit || one.value === null) return null
    return { said: one.limit.said, kept: one.limit.kept(one.value) }
  }
  const rule: Rule | null = one.limit && limits[one.limit]
  return rule && { said: rule.said, kept: rule.kept(one) }
}
