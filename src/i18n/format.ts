import { settings } from '../settings.ts'
import { dayOf, localDateTime, present } from '../values/clock.ts'
import { addDays } from '../values/days.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import type { Locale } from './locale.ts'
import type { Translate } from './translate.ts'

/** Today's business day. */
export const today = (): string => dayOf(present(), settings().TIME_ZONE)

/** How one language writes figures and dates; all take what is stored and return text. */
export interface Formats {
  /** Minor units → ¥ 486,000.00 with a no-break space. */
  money(minor: number): string
  /** Minor units → 486,000.00, for columns whose head names the currency. */
  amount(minor: number): string
  /** Thousandths → 12 or 12.5. */
  quantity(thousandths: number): string
  count(number: number): string
  /** Hundredths of a percent → 15% or 12.5%. */
  percent(hundredths: number): string
  /** A business day → 今天, 11月23日, 23 Nov; with the year when it is another. */
  day(day: string): string
  /** A business day as a record of the past says it: always a date, 11月23日, 23 Nov; with the year when it is another. */
  date(day: string): string
  /** The same within a sentence: no line ends within it. */
  dateInLine(day: string): string
  /** An instant → 11月23日 14:30. */
  instant(instant: string): string
  /** An instant as a timeline says it: today's with the time, others only by the date. */
  when(instant: string): string
  currency: string
}

const grouped = (decimal: string): string =>
  decimal.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','))

const amount = (minor: number): string => grouped(plainDecimal(minor, minorDigits(settings().CURRENCY)))

/** Minor units as every language writes them, for a refusal: ¥ 486,000.00. */
export function money(minor: number): string {
  const currency = symbolOf(settings().CURRENCY)
  return minor < 0 ? `-${currency}\u00a0${amount(-minor)}` : `${currency}\u00a0${amount(minor)}`
}

/** The formats of a language, in the business's currency and time zone. */
export function formats(locale: Locale, t: Translate): Formats {
  let near = { now: '', before: '', after: '' }
  const nearDay = (day: string) => {
    const now = today()
    if (now !== near.now) near = { now, before: addDays(now, -1), after: addDays(now, 1) }
    if (day === now) return t('today')
    if (day === near.after) return t('tomorrow')
    return day === near.before ? t('yesterday') : shortDay(day, locale)
  }
  return {
    amount,
    currency: symbolOf(settings().CURRENCY),
    money,
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

/** 23 Nov or 11月23日; with the year when it is another. */
function shortDay(day: string, locale: Locale): string {
  if (day.slice(0, 4) !== today().slice(0, 4)) return day
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8))
  return locale === 'en' ? `${date} ${months[month - 1]}` : `${month}月${date}日`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const symbols = new Map<string, string>()

function symbolOf(currency: string): string {
  const known = symbols.get(currency)
  if (known !== undefined) return known
  const part = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  const symbol = part.find(({ type }) => type === 'currency')?.value ?? currency
  symbols.set(currency, symbol)
  return symbol
}
