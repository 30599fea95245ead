import type { Formats } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import { plainDecimal, shortDecimal } from '../../values/decimal.ts'
import { minorDigits } from '../../values/money.ts'
import { percentOf, roundedDivide } from '../../values/percent.ts'
import type { ReportMeasure } from './result.ts'

/** A measure and its value in stored units; null if it is a quotient with a divisor of 0. */
export interface MeasureValue {
  measure: ReportMeasure
  value: number | null
}

/** A key figure with its comparison, formatted for the page. */
export interface ShownFigure {
  label: string
  measure: string
  text: string
  data: string
  /** Link to the records; null on the page that shows these records. */
  href: string | null
  before: { label: string; text: string; href: string; change: { tone: 'up' | 'down' | 'same'; text: string } } | null
}

/** Formats one key figure, with its currency. */
export const formatKeyFigure = ({ measure, value }: MeasureValue, t: Translate, formats: Formats): ShownFigure => ({
  label: t(measure.label),
  measure: measure.name,
  text: measure.unit === 'money' && value !== null ? formats.money(value) : figureText({ measure, value }, formats),
  data: figureDataAttribute({ measure, value }),
  href: null,
  before: null,
})

/** Formats a value for a cell; money has no currency sign, as the unit is shown above the table. */
export function figureText({ measure: { unit }, value }: MeasureValue, formats: Formats): string {
  if (value === null) return '–'
  if (unit === 'money') return formats.amount(value)
  return unit === 'quantity' ? formats.quantity(value) : formats.count(value)
}

/** Formats a value like figureText, but money rounded to whole units, half away from zero. */
export function wholeUnitsText({ measure, value }: MeasureValue, formats: Formats): string {
  if (measure.unit !== 'money' || value === null) return figureText({ measure, value }, formats)
  return formats.count(roundedDivide(BigInt(value), 10n ** BigInt(minorDigits(settings().CURRENCY))))
}

/** The value for a data-value attribute: money in minor units, quantities as plain decimals. */
export const figureDataAttribute = ({ measure: { unit }, value }: MeasureValue): string =>
  value === null ? '' : unit === 'quantity' ? shortDecimal(value, 3) : String(value)

/** The value for a CSV: a decimal with a point and no grouping; null stays null. */
export const figureCsvText = ({ measure, value }: MeasureValue): string | null =>
  value === null
    ? null
    : measure.unit === 'money'
      ? plainDecimal(value, minorDigits(settings().CURRENCY))
      : figureDataAttribute({ measure, value })

/** Formats a change with its sign. `change` is in hundredths of a percent. */
export function percentChangeText(
  change: number | null,
  { percent }: Formats,
): { tone: 'up' | 'down' | 'same'; text: string } {
  if (change === null || change === 0) return { tone: 'same', text: change === null ? '–' : percent(0) }
  return change > 0 ? { tone: 'up', text: `+${percent(change)}` } : { tone: 'down', text: percent(change) }
}

/** Change in hundredths of a percent, rounded half away from zero; null if there was nothing before. */
export const percentChange = (now: number | null, then: number | null): number | null =>
  now === null || then === null ? null : percentOf(now - then, Math.abs(then))
