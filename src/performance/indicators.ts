import { percentOf } from '../values/percent.ts'

/** The indicators in the order of all pages; these names are used in URLs, form fields and CSV. */
export const indicators = ['amount', 'quantity', 'orders', 'collected', 'conversion'] as const
/** One of the indicators. */
export type Indicator = (typeof indicators)[number]

/** How a value is stored: minor units, thousandths, a plain number, or hundredths of a percent. */
export type Unit = 'money' | 'quantity' | 'count' | 'percent'

/** The unit of each indicator. */
export const unitOf: Record<Indicator, Unit> = {
  amount: 'money',
  quantity: 'quantity',
  orders: 'count',
  collected: 'money',
  conversion: 'percent',
}

/** A person's totals of a period, in stored units. */
export interface Figures {
  amount: number
  quantity: number
  orders: number
  collected: number
  won: number
  lost: number
}

/** The figures of a person without any data. */
export const noFigures: Figures = { amount: 0, quantity: 0, orders: 0, collected: 0, won: 0, lost: 0 }

/** An indicator of a period: actual value, target, and completion in hundredths of a percent. */
export interface Progress {
  indicator: Indicator
  unit: Unit
  /** Null only for conversion, if no opportunity was closed. */
  actual: number | null
  target: number | null
  completion: number | null
}

/** The value of an indicator; conversion is won ÷ (won + lost), null if none was closed. */
const actualOf = (figures: Figures, indicator: Indicator): number | null =>
  indicator === 'conversion' ? percentOf(figures.won, figures.won + figures.lost) : figures[indicator]

/**
 * The target of a period from its monthly targets: their sum, for conversion their mean (half up); null if there are
 * none.
 */
export function periodTargetFromMonths(indicator: Indicator, months: readonly number[]): number | null {
  if (months.length === 0) return null
  const sum = months.reduce((total, month) => total + month, 0)
  return indicator === 'conversion' ? Math.floor((sum * 2 + months.length) / (months.length * 2)) : sum
}

/** All indicators of a period with their targets. */
export const progressOfIndicators = (figures: Figures, targets: Partial<Record<Indicator, number[]>>): Progress[] =>
  indicators.map((indicator) =>
    indicatorProgress(
      indicator,
      actualOf(figures, indicator),
      periodTargetFromMonths(indicator, targets[indicator] ?? []),
    ),
  )

/** An indicator with its completion, which is null unless the target is above 0. */
export const indicatorProgress = (indicator: Indicator, actual: number | null, target: number | null): Progress => ({
  indicator,
  unit: unitOf[indicator],
  actual,
  target,
  completion: actual === null || target === null ? null : percentOf(actual, target),
})
