/**
 * Runs a statement for 500 rows at a time, because a statement takes a limited number of values; returns all results.
 */
export async function inBatches<R, T>(rows: readonly R[], run: (batch: R[]) => Promise<T[]>): Promise<T[]> {
  const results: T[] = []
  for (let start = 0; start < rows.length; start += 500) results.push(...(await run(rows.slice(start, start + 500))))
  return results
}
