/** Statistics of one kind of request, in milliseconds. */
export interface Times {
  n: number
  median: number
  p95: number
  p99: number
  worst: number
}

/**
 * The nearest-rank percentile: the smallest measured value that at least this share of all values does not exceed.
 * Throws RangeError for an empty list.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  // Rounding errors put a share such as 0.95 of 100 slightly above 95.
  const rank = Math.max(1, Math.ceil(share * sorted.length - 1e-9))
  const value = sorted[rank - 1]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}

export const timeStatistics = (values: readonly number[]): Times => ({
  n: values.length,
  median: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  worst: percentile(values, 1),
})
