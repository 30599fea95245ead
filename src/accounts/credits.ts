import { z } from 'zod'
import { ValidationError } from '../i18n/errors.ts'
import type { Share } from '../values/money.ts'
import { wrongShares } from '../values/shares.ts'
import { addIssue, indexedEntries } from '../web/forms.ts'
import { accountName, findAccount } from './repository.ts'

/** credits[USER_ID]: whole percent; blank or 0 is nobody's; nothing sent at all, or all blank, is null. */
export const credits = z.unknown().transform((typed, context): Share[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = indexedEntries(typed)
  if (!entries) return addIssue(context, 'errors.not_understood')
  const shares = entries.map(([id, share]) => ({ id, said: typeof share === 'string' ? share.trim() : null }))
  for (const { id, said } of shares)
    if (said === null || !/^(\d{1,3}\s*%?)?$/.test(said) || Number.parseInt(said || '0', 10) > 100)
      addIssue(context, 'accounts.credit_whole_percent', id)
  const read = shares.map(({ id, said }) => ({ id, percent: Number.parseInt(said || '0', 10) }))
  const some = read.filter(({ percent }) => percent > 0)
  return some.length > 0 ? some : null
})

/** Shares as their form shows them. */
export const shownCredits = (shares: readonly Share[]): Record<string, string> =>
  Object.fromEntries(shares.map(({ id, percent }) => [id, String(percent)]))

/** Shares with their people's names. */
export const namedShares = (shares: readonly Share[]): Promise<(Share & { name: string })[]> =>
  Promise.all(shares.map(async (share) => ({ ...share, name: await accountName(share.id) })))

/** Shares that make a whole, of people who work here or had a share before. Throws ValidationError at the field. */
export async function refuseWrongShares(shares: readonly Share[], before: readonly Share[]): Promise<void> {
  const wrong = wrongShares(shares)
  if (wrong === 'sum') {
    const sum = shares.reduce((all, { percent }) => all + percent, 0)
    throw new ValidationError('credits', 'accounts.credits_add_up', { sum })
  }
  if (wrong) throw new ValidationError('credits', 'accounts.credit_whole_percent')
  for (const { id } of shares) {
    const known = before.some((share) => share.id === id)
    if (!known && !(await findAccount(id))?.active) throw new ValidationError(`credits[${id}]`, 'errors.choice')
  }
}
