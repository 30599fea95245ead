import { asTranslatedChoice, type FeatureActivity, type ShownAs } from '../history/activity.ts'
import type { Share } from '../values/money.ts'
import { accountName } from './repository.ts'
import { sharesWithNames } from './sales-credit-fields.ts'

/** How an account's history is displayed. An event without a person was caused by the program itself. */
export const accountActivity: FeatureActivity = {
  subject: 'users',
  messagePrefix: 'accounts',
  empty: 'none',
  fields: {
    role: asTranslatedChoice('accounts.role'),
    locale: asTranslatedChoice('accounts.locale'),
    theme: asTranslatedChoice('accounts.theme'),
  },
  sentence: ({ what, field, new: now }) =>
    field === 'active' ? `accounts.activity_${now === '1' ? 'activated' : 'deactivated'}` : `accounts.activity_${what}`,
  values: (_, { t }, { who }) => ({ who: who ?? t('accounts.first_start') }),
}

/** Formats a user id as that person's current name. */
export const asPersonName: ShownAs = async (kept) => (await accountName(Number(kept))) || String(kept)

/** Formats sales credits: 王芳 70% · 李强 30%. */
export const asSharesText: ShownAs = async (kept) => {
  const shares = await sharesWithNames(kept as Share[])
  return shares.map(({ name, percent }) => `${name} ${percent}%`).join(' · ')
}
