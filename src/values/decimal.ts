import { halfWidth } from './fold.ts'

const longest = 100
const plain = /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d+))?$|^\.(\d+)$/
const signed = /^(?:([+-])\s*)?¥?\s*(?:([+-])\s*)?([\d.].*)$/

/**
 * A decimal as people type it ('1,234.50', '１２．５', '-¥3') in units of 10^-places; undefined when it is none,
 * is too exact or too great, or could be read in two ways ('1,5', '0,125').
 */
export function parseDecimal(text: string, places: number): number | undefined {
  const typed = halfWidth(text).replaceAll('−', '-').trim()
  if (typed.length > longest) return undefined
  const [, before, after, digits] = typed.match(signed) ?? []
  if (digits === undefined || (before && after)) return undefined
  const number = digits.match(plain)
  if (!number) return undefined
  const fraction = number[1] ?? number[2] ?? ''
  if (/[^0]/.test(fraction.slice(places))) return undefined
  const whole = digits.replace(/\..*/, '').replace(/[, ]/g, '')
  const units = Number(whole + fraction.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(units)) return undefined
  return (before ?? after) === '-' ? 0 - units : units
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
