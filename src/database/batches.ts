/** Runs a statement over parts of many rows, as a statement takes only so many values; returns all that it returned. */
export async function inBatches<R, T>(rows: readonly R[], run: (some: R[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (let start = 0; start < rows.length; start += 500) all.push(...(await run(rows.slice(start, start + 500))))
  return all
}
