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

/**
 * The typed shares after a change of owner: if the old owner had 100 % and their field was not changed, it is left out,
 * so that the new owner gets the rest.
 */
export function typedSharesAfterOwnerChange(
  typed: readonly Share[],
  before: readonly Share[],
  from: number,
  to: number,
): readonly Share[] {
  const [only] = before
  const hadAll = before.length === 1 && only?.id === from
  const part = typed.find(({ id }) => id === from)?.percent ?? 100
  if (from === to || !hadAll || part !== 100) return typed
  return typed.filter(({ id, percent }) => id !== from && (id !== to || percent !== 0))
}

/** The sum of shares, in percent. */
export const sumOfShares = (shares: readonly Share[]): number => shares.reduce((sum, { percent }) => sum + percent, 0)

/**
 * Typed shares with the owner's part: what is typed if it adds up to 100, else the rest of the others' sum, if the
 * owner's field is blank, missing, or still holds what the form was shown with. Null if the parts do not fit.
 */
export function sharesWithOwnerRest(
  typed: readonly Share[],
  owner_id: number,
  shown: readonly Share[],
): Share[] | null {
  const others = typed.filter(({ id }) => id !== owner_id)
  const own = typed.find(({ id }) => id === owner_id)?.percent ?? null
  const rest = 100 - sumOfShares(others)
  const isUnchanged = own === null || own === shown.find(({ id }) => id === owner_id)?.percent
  if (rest < 0 || (own !== rest && !isUnchanged)) return null
  return [...others, { id: owner_id, percent: rest }].flatMap(({ id, percent }) => (percent ? [{ id, percent }] : []))
}

/** Whether two lists give the same people the same shares, in any order. */
export const sameShares = (one: readonly Share[], other: readonly Share[]): boolean =>
  one.length === other.length &&
  one.every(({ id, percent }) => other.some((share) => share.id === id && share.percent === percent))
