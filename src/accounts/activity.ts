import { asWord, type FeatureActivity, type ShownAs } from '../history/activity.ts'
import type { Share } from '../values/money.ts'
import { findAccount } from './repository.ts'

/** What happened to an account; without a person it was the program itself. */
export const accountActivity: FeatureActivity = {
  subject: 'users',
  room: 'accounts',
  empty: 'none',
  fields: {
    role: asWord('accounts.role'),
    locale: asWord('accounts.locale'),
    theme: asWord('accounts.theme'),
  },
  sentence: ({ what, field, new: now }) =>
    field === 'active' ? `accounts.was_${now === '1' ? 'activated' : 'deactivated'}` : `accounts.was_${what}`,
  values: (_, { t }, { who }) => ({ who: who ?? t('accounts.first_start') }),
}

/** A person by the name they have today. */
export const asPerson: ShownAs = async (kept) => (await findAccount(Number(kept)))?.name ?? String(kept)

/** Shares: 王芳 70% · 李强 30%. */
export const asShares: ShownAs = async (kept) => {
  const parts = (kept as Share[]).map(async ({ id, percent }) => `${(await findAccount(id))?.name ?? ''} ${percent}%`)
  return (await Promise.all(parts)).join(' · ')
}
