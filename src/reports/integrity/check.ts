import { collectionDifferences } from './collections.ts'
import { factDifferences } from './facts.ts'
import { orderDifferences } from './orders.ts'
import { sumDifferences } from './sums.ts'

/** Whatever is kept twice, recomputed from what it follows from: each place that differs, in English. */
export async function* allDifferences(): AsyncGenerator<string> {
  yield* orderDifferences()
  yield* factDifferences()
  yield* collectionDifferences()
  yield* sumDifferences()
}
