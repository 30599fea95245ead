import type { Translate } from '../i18n/translate.ts'

/** How a figure is stored: minor units, thousandths, or a plain number. */
export type Unit = 'money' | 'quantity' | 'count'

/** One figure and the address of the records that it is the sum of; null where nothing can be divided. */
export interface Cell {
  measure: string
  unit: Unit
  value: number | null
  /** Made where it is shown: of thousands of rows a page shows some hundreds, and a CSV none. */
  href(): string
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

/** A report's answer, of which page, chart and print are three renderings; it stays in the thread that made it. */
export interface Result {
  rows: Row[]
  /** The second group as columns, in order, with what stands under each; null where it is rows. */
  columns: Row[] | null
  totals: Row
  /** The words over the rows' details. */
  details?: string[]
  /** How many more rows there are, in the CSV alone. */
  left?: number
  /** How many more groups there are, and parts of them, where only so many were asked for. */
  cut?: { groups: number; parts: number }
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

/** What a chart shows, with its words. */
export interface Drawing {
  title: string
  unit: Unit
  groups: { label: string; now: number; before: number | null }[]
  now: string
  before: string | null
  /** How many groups of the table it leaves out. */
  left: number
}

/** A report: how an answer is made of what is asked, and what its renderings need to know of it. */
export interface Report<Asked> {
  name: string
  measures: { name: string; unit: Unit }[]
  /** The first so many groups, and what all come to. Throws a Refusal where the answer would be too large to be read. */
  run(asked: Asked, most: number): Promise<Result>
  /** All rows in the same order, one after another, for a file. Throws as run does. */
  rows(asked: Asked): AsyncIterable<Row>
  layout(asked: Asked): Layout
  drawing(result: Result, asked: Asked, t: Translate): Drawing
}

const known = new Map<string, Report<never>>()

/** Declares a report; its module must be loaded where worker/registry.ts is, so that workers know it. */
export function report<Asked>(definition: Report<Asked>): Report<Asked> {
  known.set(definition.name, definition)
  return definition
}

/** The report of this name, as a worker that is asked for it finds it. */
export function reportCalled(name: string): Report<unknown> {
  const found = known.get(name)
  if (!found) throw new Error(`no report is called ${name}: import it in worker/registry.ts`)
  return found as Report<unknown>
}

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
