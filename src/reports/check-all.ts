import { factDifferences } from './check.ts'
import { collectionDifferences } from './check-collections.ts'
import { orderDifferences } from './check-orders.ts'
import { sumDifferences } from './check-sums.ts'

/** Whatever is kept twice, recomputed from what it follows from: each place that differs, in English. */
export async function* allDifferences(): AsyncGenerator<string> {
  yield* orderDifferences()
  yield* factDifferences()
  yield* collectionDifferences()
  yield* sumDifferences()
}
