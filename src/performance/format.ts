import type { Formats } from '../i18n/format.ts'
import type { Translate } from '../i18n/translate.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import { type Indicator, type Progress, type Unit, unitOf } from './indicators.ts'

/** A figure as a page has it: for people, and plain. */
export interface FormattedIndicator {
  text: string
  data: string
}

/** An indicator as a page has it. */
export interface ShownProgress {
  indicator: Indicator
  label: string
  actual: FormattedIndicator
  target: FormattedIndicator | null
  completion: (FormattedIndicator & { bar: number }) | null
  /** The records behind the actual figure; null where nobody's alone. */
  href: string | null
}

export const formatProgress = (
  { indicator, unit, actual, target, completion }: Progress,
  href: string | null,
  t: Translate,
  formats: Formats,
): ShownProgress => ({
  indicator,
  label: t(`performance.indicator_${indicator}`),
  actual: formatIndicator(unit, actual, formats),
  target: target === null ? null : formatIndicator(unit, target, formats),
  completion:
    completion === null
      ? null
      : {
          ...formatIndicator('percent', completion, formats),
          bar: Math.min(100, Math.max(0, Math.round(completion / 100))),
        },
  href,
})

export const formatIndicator = (unit: Unit, value: number | null, formats: Formats): FormattedIndicator => ({
  text: indicatorText(unit, value, formats),
  data: value === null ? '' : unit === 'money' ? String(value) : indicatorPlain(unit, value),
})

/** A figure for people; the unit of money stands over the table. */
export function indicatorText(unit: Unit, value: number | null, formats: Formats): string {
  if (value === null) return '–'
  if (unit === 'money') return formats.amount(value)
  return unit === 'quantity'
    ? formats.quantity(value)
    : unit === 'count'
      ? formats.count(value)
      : formats.percent(value)
}

/** A figure as forms and files have it: a decimal with a point, without signs. */
export function indicatorPlain(unit: Unit, value: number): string {
  if (unit === 'money') return plainDecimal(value, minorDigits(settings().CURRENCY))
  return unit === 'quantity' ? shortDecimal(value, 3) : unit === 'percent' ? shortDecimal(value, 2) : String(value)
}

/** A target as its field holds it: 250000, not 250000.00. */
export function typedTarget(indicator: Indicator, value: number | null): string {
  if (value === null) return ''
  const unit = unitOf[indicator]
  return unit === 'money' ? shortDecimal(value, minorDigits(settings().CURRENCY)) : indicatorPlain(unit, value)
}
