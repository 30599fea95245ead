import type { Times } from './statistics.ts'

/** What a kind of request may take: limits.ts says how much. */
export type Limit = 'page' | 'deepest' | 'search' | 'dashboard' | 'write' | 'year' | 'years' | 'loaded'

/** What was measured: times in milliseconds of the program itself, and from request to the last sign of the answer. */
export interface Row {
  part: string
  what: string
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
  /** What of, on what machine, and when. */
  heading: string[]
  rows: (Row | Figure)[]
  /** The same rows of a smaller department, by what they are called; null where none was measured beside it. */
  smaller: Map<string, Row> | null
}
