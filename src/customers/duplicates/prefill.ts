import { companyKey, nameKey } from '../../values/company.ts'
import { hasDigit } from '../../values/phone.ts'

const nameLength = 4

/** What was looked for in vain, as the field of a new customer that it is by its looks; empty for nothing. */
export function prefillFrom(asked: string): Partial<Record<'name' | 'company' | 'phone' | 'email', string>> {
  const typed = asked.trim()
  if (typed === '') return {}
  if (/^[^\s@]+@[^\s@]+$/.test(typed)) return { email: typed }
  if (hasDigit(typed) && !/\p{L}/u.test(typed)) return { phone: typed }
  return isCompany(typed) ? { company: typed } : { name: typed }
}

/** It has a legal form, or is longer than a Chinese name. */
const isCompany = (text: string): boolean =>
  companyKey(text) !== nameKey(text) || (/^\p{Script=Han}+$/u.test(text) && text.length > nameLength)
