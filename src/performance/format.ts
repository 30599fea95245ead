import type { Formats } from '../i18n/format.ts'
import type { Translate } from '../i18n/translate.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import { type Indicator, type Progress, type Unit, unitOf } from './indicators.ts'

/** A value for people (`text`) and for the data-value attribute (`data`). */
export interface FormattedIndicator {
  text: string
  data: string
}

/** An indicator, formatted for a page. */
export interface ShownProgress {
  indicator: Indicator
  label: string
  actual: FormattedIndicator
  target: FormattedIndicator | null
  completion: (FormattedIndicator & { bar: number }) | null
  /** Link to the records behind the actual figure; null for the team's total. */
  href: string | null
}

/** Formats an indicator with its target and completion. */
export const formatIndicatorProgress = (
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

/** Formats a value as text and as data-value: money in minor units, everything else as a decimal. */
export const formatIndicator = (unit: Unit, value: number | null, formats: Formats): FormattedIndicator => ({
  text: indicatorValueText(unit, value, formats),
  data: value === null ? '' : unit === 'money' ? String(value) : indicatorValueCsvText(unit, value),
})

/** Formats a value for a cell; money has no currency sign, as the unit is shown above the table. */
export function indicatorValueText(unit: Unit, value: number | null, formats: Formats): string {
  if (value === null) return '–'
  if (unit === 'money') return formats.amount(value)
  return unit === 'quantity'
    ? formats.quantity(value)
    : unit === 'count'
      ? formats.count(value)
      : formats.percent(value)
}

/** A value for forms and files: a decimal with a point and no grouping. */
export function indicatorValueCsvText(unit: Unit, value: number): string {
  if (unit === 'money') return plainDecimal(value, minorDigits(settings().CURRENCY))
  return unit === 'quantity' ? shortDecimal(value, 3) : unit === 'percent' ? shortDecimal(value, 2) : String(value)
}

/** A target as its input field shows it: 250000, not 250000.00. */
export function targetInputText(indicator: Indicator, value: number | null): string {
  if (value === null) return ''
  const unit = unitOf[indicator]
  return unit === 'money' ? shortDecimal(value, minorDigits(settings().CURRENCY)) : indicatorValueCsvText(unit, value)
}
