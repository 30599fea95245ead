/** What share of a whole a part is, in hundredths of a percent, half away from zero; null where the whole is 0. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null
  const exact = BigInt(Math.abs(part)) * 10_000n
  const size = BigInt(Math.abs(whole))
  const rounded = Number((exact * 2n + size) / (size * 2n))
  return part === 0 || part < 0 === whole < 0 ? rounded : 0 - rounded
}
