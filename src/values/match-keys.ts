import { lettersAndDigits, normalize } from './normalize.ts'

const chineseForm = /(?:股份有限责任公司|有限责任公司|有限責任公司|股份有限公司|有限公司|股份公司|公司|集团|集團)$/

const latinForms = new Set(
  (
    'co company companies limited ltd ltda inc incorporated corp corporation llc llp lp plc pte pty sdn bhd ' +
    'gmbh mbh ag kg kgaa ohg ug ev sa sas sarl srl sl bv nv cv oy oyj ab aps kft sro kk group'
  ).split(' '),
)

/**
 * A company name for comparison: normalised, without punctuation, spaces and legal form ('有限公司', 'Co., Ltd', 'GmbH'). A
 * name that is only a legal form is kept, as '有限公司'; null if it is blank.
 */
export function companyKey(text: string): string | null {
  const words = normalize(text)
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
  return withoutForm(words).join('') || lettersAndDigits(text) || null
}

/** An e-mail address for comparison: trimmed, lower case, full-width characters converted; null if it is blank. */
export const emailKey = (text: string): string | null => text.normalize('NFKC').trim().toLowerCase() || null

/**
 * A person's name for comparison, used together with the city: normalised, without punctuation and spaces; null if it
 * is blank.
 */
export const nameKey = (text: string): string | null => lettersAndDigits(text) || null

function withoutForm(words: string[]): string[] {
  const last = words.at(-1) ?? ''
  const rest = latinForms.has(last) ? '' : last.replace(chineseForm, '')
  if (rest === last || (rest === '' && words.length <= 1)) return words
  return withoutForm(rest === '' ? words.slice(0, -1) : [...words.slice(0, -1), rest])
}
