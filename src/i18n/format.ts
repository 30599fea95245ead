import { settings } from '../settings.ts'
import { currentInstant, dayOf, localDateTime } from '../values/clock.ts'
import { addDays } from '../values/days.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import type { Locale } from './locale.ts'
import type { Translate } from './translate.ts'

/** Today's business date. */
export const today = (): string => dayOf(currentInstant(), settings().TIME_ZONE)

/** Whether a business date is after today; null is not. */
export const isInFuture = (day: string | null): boolean => day !== null && day > today()

/** Formats numbers and dates in one language, from stored values to text. */
export interface Formats {
  /** Minor units → ¥ 486,000.00 with a no-break space. */
  money(minor: number): string
  /** Minor units → 486,000.00, for columns whose header names the currency. */
  amount(minor: number): string
  /** Thousandths → 12 or 12.5. */
  quantity(thousandths: number): string
  count(number: number): string
  /** Hundredths of a percent → 15% or 12.5%. */
  percent(hundredths: number): string
  /** A business date → 今天, 11月23日, 23 Nov; with the year if it is not the current one. */
  day(day: string): string
  /** A business date, never as 今天: 11月23日, 23 Nov; with the year if it is not the current one. */
  date(day: string): string
  /** The same inside a sentence, without line breaks. */
  dateInLine(day: string): string
  /** An instant → 11月23日 14:30. */
  instant(instant: string): string
  /** An instant in a timeline: today's with the time, others as a date. */
  when(instant: string): string
  currency: string
  /** Parts of a list, separated by the language's comma; empty parts are left out. */
  joinList(parts: (string | null)[]): string
  /** Sentences one after the other: in Chinese without a space. */
  joinSentences(...sentences: string[]): string
}

const grouped = (decimal: string): string =>
  decimal.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','))

const amount = (minor: number): string => grouped(plainDecimal(minor, minorDigits(settings().CURRENCY)))

/** Minor units in the same format for every language, for error messages: ¥ 486,000.00. */
export function moneyText(minor: number): string {
  const currency = symbolOf(settings().CURRENCY)
  return minor < 0 ? `-${currency}\u00a0${amount(-minor)}` : `${currency}\u00a0${amount(minor)}`
}

/** The formats of a language, in the configured currency and time zone. */
export function formats(locale: Locale, t: Translate): Formats {
  let nearDays = { now: '', before: '', after: '' }
  const nearDay = (day: string) => {
    const now = today()
    if (now !== nearDays.now) nearDays = { now, before: addDays(now, -1), after: addDays(now, 1) }
    if (day === now) return t('today')
    if (day === nearDays.after) return t('tomorrow')
    return day === nearDays.before ? t('yesterday') : shortDay(day, locale)
  }
  return {
    amount,
    currency: symbolOf(settings().CURRENCY),
    joinList: (parts) => parts.filter(Boolean).join(locale === 'en' ? ', ' : '，'),
    joinSentences: (...sentences) => sentences.filter(Boolean).join(locale === 'en' ? ' ' : ''),
    money: moneyText,
    quantity: (thousandths) => grouped(shortDecimal(thousandths, 3)),
    count: (number) => grouped(String(number)),
    percent: (hundredths) => `${shortDecimal(hundredths, 2)}%`,
    day: nearDay,
    date: (day) => shortDay(day, locale),
    dateInLine: (day) => shortDay(day, locale).replaceAll(' ', '\u00a0').replaceAll('-', '\u2011'),
    when(instant) {
      const local = localDateTime(new Date(instant), settings().TIME_ZONE)
      const date = shortDay(local.slice(0, 10), locale)
      return local.slice(0, 10) === today() ? `${date} ${local.slice(11)}` : date
    },
    instant(instant) {
      const local = localDateTime(new Date(instant), settings().TIME_ZONE)
      return `${shortDay(local.slice(0, 10), locale)} ${local.slice(11)}`
    },
  }
}

/** 23 Nov or 11月23日; the ISO date if the year is not the current one. */
function shortDay(day: string, locale: Locale): string {
  if (day.slice(0, 4) !== today().slice(0, 4)) return day
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8))
  return locale === 'en' ? `${date} ${months[month - 1]}` : `${month}月${date}日`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const symbols = new Map<string, string>()

function symbolOf(currency: string): string {
  const cached = symbols.get(currency)
  if (cached !== undefined) return cached
  const part = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  const symbol = part.find(({ type }) => type === 'currency')?.value ?? currency
  symbols.set(currency, symbol)
  return symbol
}
