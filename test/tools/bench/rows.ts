import type { Department } from './department.ts'
import type { Times } from './statistics.ts'

/**
 * Kinds of requests with a limit (see limits.ts). `list`: the first 40 pages with at most one filter and any order;
 * `filters`: with two filters; `deep`: any later page.
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

/**
 * One measured request. `server` is the program's own time, `seen` the time until the last byte of the response; both
 * in milliseconds.
 */
export interface Row {
  part: string
  what: string
  /** Which of several similar tasks, such as a pair of filters; null if there is only one. */
  variant: string | null
  server: Times
  seen: Times
  /**
   * Processor milliseconds per request, which do not depend on how busy the machine is; null if the system does not
   * report them.
   */
  processor: number | null
  /** Responses per second with many connections; null if not measured. */
  rate: number | null
  limit: Limit | null
}

/** A figure's limit as text, and whether a value meets it. */
export interface FigureLimit {
  said: string
  kept: (value: number) => boolean
}

/** A single number that is not the time of a request: memory, start-up, a whole import. */
export interface Figure {
  part: string
  what: string
  /** Null if this machine does not report it. */
  value: number | null
  unit: string
  limit: FigureLimit | null
}

/** Everything that was measured. */
export interface Measured {
  /** The business date of the run. */
  day: string
  department: Department
  /** The hardware, and its load before and after. */
  machine: string
  load: { before: string; after: string }
  rows: (Row | Figure)[]
  smaller: Smaller | null
}

/** A smaller database measured for comparison: its size, and the rows whose growth is limited, by label. */
export interface Smaller {
  department: Department
  rows: Map<string, Row>
}
