import { companyKey, nameKey } from '../values/company.ts'
import { hasDigit } from '../values/phone.ts'

const nameLength = 4

/** The form of a new customer, begun with a text that found nobody: in the field where it belongs by its looks. */
export function prefilled(text: string): { field: 'name' | 'company' | 'phone' | 'email'; text: string } {
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { field: 'email', text }
  if (hasDigit(text) && !/\p{L}/u.test(text)) return { field: 'phone', text }
  return { field: isCompany(text) ? 'company' : 'name', text }
}

/** It has a legal form, or is longer than a Chinese name. */
const isCompany = (text: string): boolean =>
  companyKey(text) !== nameKey(text) || (/^\p{Script=Han}+$/u.test(text) && text.length > nameLength)
