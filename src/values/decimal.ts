import { halfWidth } from './normalize.ts'

const maxLength = 100
const currency = /^([+-]?)\s*¥\s*/
const grouped = String.raw`\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+`
const decimal = new RegExp(String.raw`^([+-]?)\s*(?=[\d.])(${grouped})?(?:\.(\d+))?$`)

/**
 * Parses a decimal as people type it ('1,234.50', '１２．５', '-¥3') into units of 10^-places. Undefined if it is invalid,
 * has too many digits, or is ambiguous ('1,5', '0,125').
 */
export function parseDecimal(text: string, places: number): number | undefined {
  const cleaned = halfWidth(text).replaceAll('−', '-').trim()
  if (cleaned.length > maxLength) return undefined
  const match = cleaned.replace(currency, '$1').match(decimal)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (/[^0]/.test(fraction.slice(places))) return undefined
  const units = Number(whole.replace(/[, ]/g, '') + fraction.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(units)) return undefined
  return sign === '-' ? 0 - units : units
}

const zerosOf: Record<string, number> = { 万: 4, 萬: 4, 亿: 8, 億: 8 }

/**
 * Parses an amount of money into units of 10^-places: a decimal, also in 万 or 亿 and with 元 ('17.28万', '1.5 亿元').
 * Exact: undefined if smaller places are left over.
 */
export function parseAmount(text: string, places: number): number | undefined {
  const cleaned = halfWidth(text).trim()
  if (cleaned.length > maxLength) return undefined
  const [, number = '', unit = ''] = cleaned.match(/^([^万萬亿億元]*)([万萬亿億]?) ?元?$/) ?? []
  return parseDecimal(number, places + (zerosOf[unit] ?? 0))
}

/** Formats units of 10^-places with exactly that many decimal places: '1234.50'. */
export function plainDecimal(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  const sign = units < 0 ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** The same without trailing zeros: '12', '12.5'. */
export function shortDecimal(units: number, places: number): string {
  const text = plainDecimal(units, places)
  return places === 0 ? text : text.replace(/\.?0+$/, '')
}
