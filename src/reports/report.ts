import { inWorker } from '../jobs/pool.ts'
import { task } from '../jobs/task.ts'

/** How a figure is stored: minor units, thousandths, or a plain number. */
export type Unit = 'money' | 'quantity' | 'count'

/** One figure and the address of the records that it is the sum of; null where nothing can be divided. */
export interface Cell {
  measure: string
  unit: Unit
  value: number | null
  href: string
}

/** One group: its key as addresses and CSV have it (null: the records that have none), its name, its figures. */
export interface Row {
  key: string | null
  label: string | null
  cells: Cell[]
  /** The same figures in the period compared with. */
  compared: Cell[] | null
  /** The group divided again, where that is asked. */
  parts: Row[]
  /** What else is said of it on the page, under the result's details. */
  details?: string[]
}

/** What is grouped by; rows keyed by periods are named by their keys. */
export interface Head {
  name: string
}

/** A report's answer, of which page, chart, CSV and print are four renderings. */
export interface Result {
  heads: Head[]
  measures: { name: string; unit: Unit }[]
  rows: Row[]
  /** The second group as columns, in order, with what stands under each; null where it is rows. */
  columns: Row[] | null
  totals: Row
  /** The words over the rows' details. */
  details?: string[]
  /** How many more rows there are, in the CSV alone. */
  left?: number
}

/** What of a question its renderings follow: groups, the measure that leads, what it is compared with, days. */
export interface Layout {
  group_by: string
  then_by: string | null
  measure: string
  compare: string | null
  from: string | null
  to: string | null
}

/** A report: its name, and how an answer is made of what is asked; both cross threads as data. */
export interface Report<Asked> {
  name: string
  run(asked: Asked): Promise<Result>
}

const known = new Map<string, (asked: never) => Promise<Result>>()

/** Declares a report; its module must be loaded where jobs/tasks.ts is, so that workers know it. */
export function report<Asked>(definition: Report<Asked>): Report<Asked> {
  known.set(definition.name, definition.run)
  return definition
}

interface Call {
  report: string
  asked: unknown
}

/** Any report, by name, in a worker thread. */
export const reportTask = task('reports.run', ({ report, asked }: Call): Promise<Result> => {
  const run = known.get(report)
  if (!run) throw new Error(`no report is called ${report}: import it in jobs/tasks.ts`)
  return run(asked as never)
})

/** Runs a report in a worker. Throws what it throws, a Refusal where it would be too large. */
export const runReport = <Asked>({ name }: Report<Asked>, asked: Asked): Promise<Result> =>
  inWorker(reportTask, { report: name, asked })

/** By how much a figure has changed, in hundredths of a percent, half away from zero; null where there was nothing. */
export function changeOf(now: number | null, then: number | null): number | null {
  if (now === null || then === null || then === 0) return null
  return half(BigInt(now - then) * 10_000n, BigInt(Math.abs(then)))
}

/** A quotient of integers, rounded half away from zero. */
export function half(dividend: bigint, divisor: bigint): number {
  const size = dividend < 0n ? -dividend : dividend
  const rounded = (size * 2n + divisor) / (divisor * 2n)
  return Number(dividend < 0n ? -rounded : rounded)
}
