/** A quotient of integers, rounded roundedDivide away from zero. Throws RangeError where the divisor is 0. */
export function roundedDivide(dividend: bigint, divisor: bigint): number {
  if (divisor < 0n) return roundedDivide(-dividend, -divisor)
  const size = dividend < 0n ? -dividend : dividend
  const rounded = Number((size * 2n + divisor) / (divisor * 2n))
  return dividend < 0n ? 0 - rounded : rounded
}

/** What share of a whole a part is, in hundredths of a percent, roundedDivide away from zero; null where the whole is 0. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : roundedDivide(BigInt(part) * 10_000n, BigInt(whole))
