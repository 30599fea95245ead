import { z } from 'zod'
import { ValidationError } from '../i18n/error-classes.ts'
import {
  shareError,
  sharesAfterOwnerChange,
  sharesWithOwnerRest,
  sumOfShares,
  typedSharesAfterOwnerChange,
} from '../values/credit-shares.ts'
import type { Share } from '../values/money.ts'
import { addZodIssue, indexedFormEntries } from '../web/field-schemas.ts'
import { accountName, findAccount } from './repository.ts'

/** The form fields credits[USER_ID]: whole percent; blank ones are left out. Null if the form has none. */
export const creditsSchema = z.unknown().transform((typed, context): Share[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = indexedFormEntries(typed)
  if (!entries) return addZodIssue(context, 'errors.not_understood')
  const shares = entries.map(([id, share]) => ({ id, text: typeof share === 'string' ? share.trim() : null }))
  for (const { id, text } of shares)
    if (text === null || !/^(\d{1,3}\s*%?)?$/.test(text) || Number.parseInt(text || '0', 10) > 100)
      addZodIssue(context, 'accounts.credit_whole_percent', id)
  return shares.flatMap(({ id, text }) => (text ? [{ id, percent: Number.parseInt(text, 10) }] : []))
})

/**
 * The shares that a form means: the owner gets what the others leave (sharesWithOwnerRest). `shown`: the shares that the
 * form was shown with. Throws ValidationError, which says the sum and what would fit.
 */
export function sharesOfForm(typed: readonly Share[], owner_id: number, shown: readonly Share[]): Share[] {
  const shares = sharesWithOwnerRest(typed, owner_id, shown)
  if (shares) return shares
  const others = sumOfShares(typed.filter(({ id }) => id !== owner_id))
  if (others > 100) throw new ValidationError('credits', 'accounts.credits_of_others', { sum: others })
  throw new ValidationError('credits', 'accounts.credits_add_up', { sum: sumOfShares(typed), fits: 100 - others })
}

/** The shares that the form of an existing record means, whose owner becomes `to`. Throws ValidationError. */
export const sharesOfEditForm = (
  typed: readonly Share[] | null,
  { credits, owner_id }: { credits: readonly Share[]; owner_id: number },
  to: number,
): Share[] =>
  typed
    ? sharesOfForm(typedSharesAfterOwnerChange(typed, credits, owner_id, to), to, credits)
    : sharesAfterOwnerChange(credits, credits, owner_id, to)

/** Shares as form values. */
export const creditFormValues = (shares: readonly Share[]): Record<string, string> =>
  Object.fromEntries(shares.map(({ id, percent }) => [id, String(percent)]))

/** Shares with the names of the people. */
export const sharesWithNames = (shares: readonly Share[]): Promise<(Share & { name: string })[]> =>
  Promise.all(shares.map(async (share) => ({ ...share, name: await accountName(share.id) })))

/**
 * Checks that shares sum to 100 percent and belong to active people or those with a share before. Throws
 * ValidationError.
 */
export async function validateShares(shares: readonly Share[], before: readonly Share[]): Promise<void> {
  if (shareError(shares)) throw new ValidationError('credits', 'accounts.credit_whole_percent')
  for (const { id } of shares) {
    const hadShare = before.some((share) => share.id === id)
    if (!hadShare && !(await findAccount(id))?.active) throw new ValidationError(`credits[${id}]`, 'errors.choice')
  }
}
