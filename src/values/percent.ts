/** Divides integers and rounds half away from zero. Throws RangeError if the divisor is 0. */
export function roundedDivide(dividend: bigint, divisor: bigint): number {
  if (divisor < 0n) return roundedDivide(-dividend, -divisor)
  const size = dividend < 0n ? -dividend : dividend
  const rounded = Number((size * 2n + divisor) / (divisor * 2n))
  return dividend < 0n ? 0 - rounded : rounded
}

/**
 * The percentage of `whole` that `part` is, in hundredths of a percent, rounded half away from zero; null if `whole` is
 * 0.
 */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : roundedDivide(BigInt(part) * 10_000n, BigInt(whole))
