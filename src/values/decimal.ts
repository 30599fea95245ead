import { halfWidth } from './normalize.ts'

const longest = 100
const currency = /^([+-]?)\s*¥\s*/
const grouped = String.raw`\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+`
const decimal = new RegExp(String.raw`^([+-]?)\s*(?=[\d.])(${grouped})?(?:\.(\d+))?$`)

/**
 * A decimal as people type it ('1,234.50', '１２．５', '-¥3') in units of 10^-places; undefined when it is none,
 * is too exact or too great, or could be read in two ways ('1,5', '0,125').
 */
export function parseDecimal(text: string, places: number): number | undefined {
  const typed = halfWidth(text).replaceAll('−', '-').trim()
  if (typed.length > longest) return undefined
  const found = typed.replace(currency, '$1').match(decimal)
  if (!found) return undefined
  const [, sign, whole = '', fraction = ''] = found
  if (/[^0]/.test(fraction.slice(places))) return undefined
  const units = Number(whole.replace(/[, ]/g, '') + fraction.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(units)) return undefined
  return sign === '-' ? 0 - units : units
}

/** Units of 10^-places as a plain decimal with exactly that many digits after the point: '1234.50'. */
export function plainDecimal(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  const sign = units < 0 ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** The same without zeros at the end: '12', '12.5'. */
export function shortDecimal(units: number, places: number): string {
  const text = plainDecimal(units, places)
  return places === 0 ? text : text.replace(/\.?0+$/, '')
}
