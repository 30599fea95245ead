import { sumDifferences } from './aggregates.ts'
import { collectionDifferences } from './collections.ts'
import { factDifferences } from './facts.ts'
import { orderDifferences } from './orders.ts'

/** Recomputes all derived data and yields a line in English for each value that differs. */
export async function* allDifferences(): AsyncGenerator<string> {
  yield* orderDifferences()
  yield* factDifferences()
  yield* collectionDifferences()
  yield* sumDifferences()
}
