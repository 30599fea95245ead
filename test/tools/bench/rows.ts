import type { Department } from './department.ts'
import type { Times } from './statistics.ts'

/**
 * What a kind of request may take: limits.ts says how much. `list`: the first 40 pages with at most one filter and any order;
 * `filters`: with two; `deep`: any page after those.
 */
export type Limit =
  | 'list'
  | 'filters'
  | 'deep'
  | 'search'
  | 'record'
  | 'dashboard'
  | 'write'
  | 'year'
  | 'years'
  | 'loaded'

/** What was measured: times in milliseconds of the program itself, and from request to the last sign of the answer. */
export interface Row {
  part: string
  what: string
  /** Which one of several of a kind, such as a pair of filters; null where there is only one. */
  variant: string | null
  server: Times
  seen: Times
  /** Milliseconds of a processor that each took, which don't hang on how busy the machine is; null where it can't say. */
  processor: number | null
  /** Answers a second at many connections; null where it was not asked. */
  rate: number | null
  limit: Limit | null
}

/** What a figure may be, in words, and whether a value is within. */
export interface FigureLimit {
  said: string
  kept: (value: number) => boolean
}

/** One number that is no time of a request: memory, the start, a whole import. */
export interface Figure {
  part: string
  what: string
  /** Null where this machine can't say. */
  value: number | null
  unit: string
  limit: FigureLimit | null
}

/** All that was measured. */
export interface Measured {
  /** The business day on which. */
  day: string
  department: Department
  /** What it was measured on, and how busy that was before and after. */
  machine: string
  load: { before: string; after: string }
  rows: (Row | Figure)[]
  smaller: Smaller | null
}

/** A smaller department measured beside: what it holds, and those rows that may not grow, by what they are called. */
export interface Smaller {
  department: Department
  rows: Map<string, Row>
}
