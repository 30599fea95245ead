import type { Formats } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import { plainDecimal, shortDecimal } from '../../values/decimal.ts'
import { minorDigits } from '../../values/money.ts'
import { percentOf } from '../../values/percent.ts'
import type { ReportMeasure } from './result.ts'

/** A measure and what it comes to; null where nothing can be divided. */
export interface MeasureValue {
  measure: ReportMeasure
  value: number | null
}

/** A key figure, with what it is compared with. */
export interface ShownFigure {
  label: string
  measure: string
  text: string
  data: string
  /** Null where the records themselves stand below. */
  href: string | null
  before: { label: string; text: string; href: string; change: { tone: 'up' | 'down' | 'same'; text: string } } | null
}

/** A figure by itself, with its currency. */
export const figureOf = ({ measure, value }: MeasureValue, t: Translate, formats: Formats): ShownFigure => ({
  label: t(measure.label),
  measure: measure.name,
  text: measure.unit === 'money' && value !== null ? formats.money(value) : figureText({ measure, value }, formats),
  data: figureData({ measure, value }),
  href: null,
  before: null,
})

/** A figure for people; the unit of money stands over the table. */
export function figureText({ measure: { unit }, value }: MeasureValue, formats: Formats): string {
  if (value === null) return '–'
  if (unit === 'money') return formats.amount(value)
  return unit === 'quantity' ? formats.quantity(value) : formats.count(value)
}

/** A figure as data-value has it: money in minor units, quantities as plain decimals. */
export const figureData = ({ measure: { unit }, value }: MeasureValue): string =>
  value === null ? '' : unit === 'quantity' ? shortDecimal(value, 3) : String(value)

/** A figure as files have it: decimals with a point, no grouping; nothing where there is none. */
export const figurePlain = ({ measure, value }: MeasureValue): string | null =>
  value === null
    ? null
    : measure.unit === 'money'
      ? plainDecimal(value, minorDigits(settings().CURRENCY))
      : figureData({ measure, value })

/** By how much a figure has changed, for people: with its sign. */
export function changeText(
  change: number | null,
  { percent }: Formats,
): { tone: 'up' | 'down' | 'same'; text: string } {
  if (change === null || change === 0) return { tone: 'same', text: change === null ? '–' : percent(0) }
  return change > 0 ? { tone: 'up', text: `+${percent(change)}` } : { tone: 'down', text: percent(change) }
}

/** By how much a figure has changed, in hundredths of a percent, half away from zero; null where there was nothing. */
export const changeOf = (now: number | null, then: number | null): number | null =>
  now === null || then === null ? null : percentOf(now - then, Math.abs(then))
