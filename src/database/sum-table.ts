import type { RawBuilder } from 'kysely'

/** A table of sums: what it is kept by, what it adds up, and what some orders, or all there is, come to in it. */
export interface SumTable {
  name: string
  keys: string[]
  measures: string[]
  rows(orders: readonly number[] | null): RawBuilder<unknown>
}
