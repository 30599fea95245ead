import type { Share } from './money.ts'

/** What is wrong with shares, or null: each must be 1 to 100 whole percent, together 100, with nobody twice. */
export function shareError(shares: readonly Share[]): 'sum' | 'percent' | 'twice' | null {
  if (shares.some(({ percent }) => !Number.isInteger(percent) || percent < 1 || percent > 100)) return 'percent'
  if (new Set(shares.map(({ id }) => id)).size !== shares.length) return 'twice'
  return shares.reduce((sum, { percent }) => sum + percent, 0) === 100 ? null : 'sum'
}

/** A record's shares: those given, otherwise 100 % for the owner. */
export const sharesOrOwnerDefault = (given: readonly Share[] | null, owner_id: number): Share[] =>
  given && given.length > 0 ? [...given] : [{ id: owner_id, percent: 100 }]

/**
 * The shares after a change of owner: if the old owner had 100 % and the shares were left unchanged, the new owner gets
 * 100 %.
 */
export function sharesAfterOwnerChange(
  before: readonly Share[],
  given: readonly Share[],
  from: number,
  to: number,
): Share[] {
  const [only] = before
  const all = before.length === 1 && only?.id === from
  return all && sameShares(before, given) ? [{ id: to, percent: 100 }] : [...given]
}

/** Whether two lists give the same people the same shares, in any order. */
export const sameShares = (one: readonly Share[], other: readonly Share[]): boolean =>
  one.length === other.length &&
  one.every(({ id, percent }) => other.some((share) => share.id === id && share.percent === percent))
