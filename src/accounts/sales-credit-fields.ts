import { z } from 'zod'
import { ValidationError } from '../i18n/error-classes.ts'
import { shareError } from '../values/credit-shares.ts'
import type { Share } from '../values/money.ts'
import { addZodIssue, indexedFormEntries } from '../web/field-schemas.ts'
import { accountName, findAccount } from './repository.ts'

/**
 * The form fields credits[USER_ID]: whole percent; blank and 0 mean no share. Null if the form has none or all are
 * blank.
 */
export const creditsSchema = z.unknown().transform((typed, context): Share[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = indexedFormEntries(typed)
  if (!entries) return addZodIssue(context, 'errors.not_understood')
  const shares = entries.map(([id, share]) => ({ id, text: typeof share === 'string' ? share.trim() : null }))
  for (const { id, text } of shares)
    if (text === null || !/^(\d{1,3}\s*%?)?$/.test(text) || Number.parseInt(text || '0', 10) > 100)
      addZodIssue(context, 'accounts.credit_whole_percent', id)
  const read = shares.map(({ id, text }) => ({ id, percent: Number.parseInt(text || '0', 10) }))
  const positive = read.filter(({ percent }) => percent > 0)
  return positive.length > 0 ? positive : null
})

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
  const wrong = shareError(shares)
  if (wrong === 'sum') {
    const sum = shares.reduce((all, { percent }) => all + percent, 0)
    throw new ValidationError('credits', 'accounts.credits_add_up', { sum })
  }
  if (wrong) throw new ValidationError('credits', 'accounts.credit_whole_percent')
  for (const { id } of shares) {
    const hadShare = before.some((share) => share.id === id)
    if (!hadShare && !(await findAccount(id))?.active) throw new ValidationError(`credits[${id}]`, 'errors.choice')
  }
}
