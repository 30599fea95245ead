import { companyKey, nameKey } from '../../values/match-keys.ts'
import { hasDigit } from '../../values/phone.ts'

const nameLength = 4

/** Puts a search text without results into the field of a new customer that it looks like; {} for an empty text. */
export function customerPrefillFromSearch(
  query: string,
): Partial<Record<'name' | 'company' | 'phone' | 'email', string>> {
  const typed = query.trim()
  if (typed === '') return {}
  if (/^[^\s@]+@[^\s@]+$/.test(typed)) return { email: typed }
  if (hasDigit(typed) && !/\p{L}/u.test(typed)) return { phone: typed }
  return isCompany(typed) ? { company: typed } : { name: typed }
}

/** Has a legal form, or is longer than a Chinese personal name. */
const isCompany = (text: string): boolean =>
  companyKey(text) !== nameKey(text) || (/^\p{Script=Han}+$/u.test(text) && text.length > nameLength)
