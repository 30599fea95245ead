import type { FigureLimit } from './limits.ts'

/** One number that is no time of a request: memory, the start, a whole import. */
export interface Figure {
  part: string
  what: string
  /** Null where this machine can't say. */
  value: number | null
  unit: string
  limit: FigureLimit | null
}
