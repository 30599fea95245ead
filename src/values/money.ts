import { roundedDivide } from './percent.ts'

/** One person's part of an amount, in whole percent. */
export interface Share {
  id: number
  percent: number
}

/** The greatest amount taken, in minor units (under 10^13). */
export const maxAmount = 10 ** 13 - 1

/** The greatest quantity taken, in thousandths (under 10^9). */
export const maxQuantity = 10 ** 9 - 1

/**
 * A line's amount in minor units: thousandths × minor units × (1 − hundredths of a percent), half away from zero.
 * May exceed maxAmount, which is the caller's to refuse; throws RangeError on fractions.
 */
export function lineAmount(quantity: number, unitPrice: number, discount: number): number {
  return roundedDivide(BigInt(quantity) * BigInt(unitPrice) * (10_000n - BigInt(discount)), 1_000n * 10_000n)
}

/**
 * An amount (or quantity) by shares that sum to it: largest remainder, ties to the owner, then to the lower id.
 * No shares: all is the owner's. Throws RangeError when shares don't sum to 100 or name someone twice.
 */
export function splitByShares(amount: number, shares: readonly Share[], ownerId: number): Map<number, number> {
  if (shares.length === 0) return new Map([[ownerId, amount]])
  if (shares.reduce((sum, { percent }) => sum + percent, 0) !== 100) throw new RangeError('shares must sum to 100')
  if (new Set(shares.map(({ id }) => id)).size !== shares.length) throw new RangeError('a share is named twice')

  const size = BigInt(Math.abs(amount))
  const parts = shares.map(({ id, percent }) => {
    const exact = size * BigInt(percent)
    return { id, units: Number(exact / 100n), remainder: Number(exact % 100n) }
  })
  const left = Math.abs(amount) - parts.reduce((sum, { units }) => sum + units, 0)
  const first = (id: number) => (id === ownerId ? 0 : 1)
  const next = [...parts].sort((a, b) => b.remainder - a.remainder || first(a.id) - first(b.id) || a.id - b.id)
  for (const part of next.slice(0, left)) part.units += 1
  return new Map(parts.map(({ id, units }) => [id, amount < 0 ? 0 - units : units]))
}

/** What was asked of Intl once: it takes as long to answer as a whole row to write. */
const digits = new Map<string, number>()

/** Digits after the point of a currency (ISO 4217, by Intl): CNY 2, JPY 0. Throws RangeError on a malformed code. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const found = format.resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}
