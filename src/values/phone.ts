import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const extension = /(?:ext(?:ension)?\.?|转|轉|分机|分機|#|x)\s*:?\s*(\d{1,7})\s*$/i
const dashedExtension = /^(.*\d[-\s]?\d{6,7})-(\d{1,6})\s*$/
const minDigits = 5

/**
 * A phone number for comparison: Chinese numbers without 86 and leading 0 ('13812345678', '51262884417'), others in
 * E.164 ('+4930123456'), an extension after an x. Of several numbers the first; null under 5 digits. Never throws
 * (libphonenumber, default region CN).
 */
export function phoneKey(text: string): string | null {
  const { number, ext } = splitExtension(text)
  if (digitsOf(number).length < minDigits) return null
  const key = keyOf(parse(number)) ?? stripPrefixes(digitsOf(number))
  return ext ? `${key}x${ext}` : key
}

/** All digits of a text, for search; full-width digits are converted. */
export const phoneDigits = (text: string): string => digitsOf(text.normalize('NFKC'))

/** Whether a text contains a digit, the only requirement on a phone number. */
export const hasDigit = (text: string): boolean => /\d/.test(text.normalize('NFKC'))

/** The number for a tel: link (RFC 3966): digits as typed, or E.164 with a country code; null without a digit. */
export function dialable(text: string): string | null {
  // Chinese mobile numbers, by far the most frequent: lists show one per row, and the library is slow.
  if (/^1[3-9][\d\s-]*$/.test(text) && digitsOf(text).length === 11) return digitsOf(text)
  const { number, ext } = splitExtension(text)
  const digits = digitsOf(number)
  if (digits === '') return null
  const parsed = parse(number)
  const asInside = [parsed?.nationalNumber, `0${parsed?.nationalNumber}`].includes(digits)
  const dialled = parsed && !asInside ? parsed.number : number.startsWith('+') ? `+${digits}` : digits
  return ext ? `${dialled};ext=${ext}` : dialled
}

/** The first number of a text, and its extension if there is one. */
function splitExtension(text: string): { number: string; ext: string | undefined } {
  const folded = text
    .normalize('NFKC')
    .slice(0, 200)
    .replace(/[‐-―−]/g, '-')
    .trim()
  const first = folded.split(/[/;,、]/)[0] ?? ''
  const part = digitsOf(first).length >= 7 ? first : folded
  const [said, ext] = part.match(extension) ?? []
  if (said !== undefined) return { number: part.slice(0, -said.length), ext }
  const [, number, dashed] = part.match(dashedExtension) ?? []
  return number && isLandline(number) ? { number, ext: dashed } : { number: part, ext: undefined }
}

/** 7 or 8 digits after an area code beginning with 0 or 86, so that further digits can only be an extension. */
const isLandline = (number: string) =>
  /^(?:(?:00)?86)?0?[1-9]\d{1,2}\d{7,8}$/.test(digitsOf(number)) && /\D\d{7,8}$/.test(number)

function parse(number: string): PhoneNumber | undefined {
  try {
    return parsePhoneNumberFromString(number, 'CN')
  } catch {
    return undefined
  }
}

const keyOf = (parsed: PhoneNumber | undefined) =>
  parsed?.countryCallingCode === '86' ? parsed.nationalNumber : parsed?.number

/** For texts that the library can't parse: removes the Chinese prefixes. */
const stripPrefixes = (digits: string) => digits.replace(/^(?:00)?86(?=1\d{10}$)/, '').replace(/^0+(?=\d{5})/, '')

const digitsOf = (text: string) => text.replace(/\D/g, '')
