import { roundedDivide } from './percent.ts'

/** One person's share of an amount, in whole percent. */
export interface Share {
  id: number
  percent: number
}

/** The maximum amount, in minor units (under 10^13). */
export const maxAmount = 10 ** 13 - 1

/** The maximum quantity, in thousandths (under 10^9). */
export const maxQuantity = 10 ** 9 - 1

/**
 * An order line's amount in minor units: thousandths × minor units × (1 − hundredths of a percent), rounded half away
 * from zero. May exceed maxAmount; callers must check. Throws RangeError for fractions.
 */
export function lineAmount(quantity: number, unitPrice: number, discount: number): number {
  return roundedDivide(BigInt(quantity) * BigInt(unitPrice) * (10_000n - BigInt(discount)), 1_000n * 10_000n)
}

/**
 * Splits an amount (or quantity) by shares, so that the parts sum to it: largest remainder, ties to the owner, then to
 * the lower id. Without shares, the owner gets everything. Throws RangeError if shares do not sum to 100 or repeat a
 * person.
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

/** Cached: asking Intl takes as long as rendering a whole row. */
const digitsCache = new Map<string, number>()

/** Decimal places of a currency (ISO 4217, from Intl): CNY 2, JPY 0. Throws RangeError for a malformed code. */
export function minorDigits(currency: string): number {
  const cached = digitsCache.get(currency)
  if (cached !== undefined) return cached
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const places = format.resolvedOptions().maximumFractionDigits ?? 2
  digitsCache.set(currency, places)
  return places
}
