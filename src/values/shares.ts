import type { Share } from './money.ts'

/** What is wrong with shares: they must be 1 to 100 whole percent each and sum to 100, nobody twice. */
export function wrongShares(shares: readonly Share[]): 'sum' | 'percent' | 'twice' | null {
  if (shares.some(({ percent }) => !Number.isInteger(percent) || percent < 1 || percent > 100)) return 'percent'
  if (new Set(shares.map(({ id }) => id)).size !== shares.length) return 'twice'
  return shares.reduce((sum, { percent }) => sum + percent, 0) === 100 ? null : 'sum'
}

/** The shares that a record takes: those said, else all the owner's. */
export const sharesOf = (said: readonly Share[] | null, owner_id: number): Share[] =>
  said && said.length > 0 ? [...said] : [{ id: owner_id, percent: 100 }]

/** Shares said again after the owner changed: who had all as the owner gives all to the new one. */
export function sharesAfter(before: readonly Share[], said: readonly Share[], from: number, to: number): Share[] {
  const [only] = before
  const all = before.length === 1 && only?.id === from
  return all && sameShares(before, said) ? [{ id: to, percent: 100 }] : [...said]
}

/** Whether shares give the same people the same parts, in any order. */
export const sameShares = (one: readonly Share[], other: readonly Share[]): boolean =>
  one.length === other.length &&
  one.every(({ id, percent }) => other.some((share) => share.id === id && share.percent === percent))
