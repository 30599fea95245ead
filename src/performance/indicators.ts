import { percentOf } from '../values/percent.ts'

/** What a salesperson is measured by, in the order of every page; the words of addresses, fields and CSV. */
export const indicators = ['amount', 'quantity', 'orders', 'collected', 'conversion'] as const
export type Indicator = (typeof indicators)[number]

/** How a figure is stored: minor units, thousandths, a plain number, hundredths of a percent. */
export type Unit = 'money' | 'quantity' | 'count' | 'percent'

export const unitOf: Record<Indicator, Unit> = {
  amount: 'money',
  quantity: 'quantity',
  orders: 'count',
  collected: 'money',
  conversion: 'percent',
}

/** What the data say of somebody's period, in stored units. */
export interface Figures {
  amount: number
  quantity: number
  orders: number
  collected: number
  won: number
  lost: number
}

export const noFigures: Figures = { amount: 0, quantity: 0, orders: 0, collected: 0, won: 0, lost: 0 }

/** One indicator of a period: what was done, what was wanted, and their quotient in hundredths of a percent. */
export interface Progress {
  indicator: Indicator
  unit: Unit
  /** Null only of a conversion where nothing was closed. */
  actual: number | null
  target: number | null
  completion: number | null
}

/** An indicator's figure; a conversion is won ÷ (won + lost), null where none is closed. */
const actualOf = (figures: Figures, indicator: Indicator): number | null =>
  indicator === 'conversion' ? percentOf(figures.won, figures.won + figures.lost) : figures[indicator]

/** A period's target by those of its months: their sum, of a conversion their mean, half up; null where no month has one. */
export function targetOf(indicator: Indicator, months: readonly number[]): number | null {
  if (months.length === 0) return null
  const sum = months.reduce((all, one) => all + one, 0)
  return indicator === 'conversion' ? Math.floor((sum * 2 + months.length) / (months.length * 2)) : sum
}

/** Figures beside their targets. */
export const progressBy = (figures: Figures, targets: Partial<Record<Indicator, number[]>>): Progress[] =>
  indicators.map((indicator) =>
    indicatorProgress(indicator, actualOf(figures, indicator), targetOf(indicator, targets[indicator] ?? [])),
  )

/** An indicator with its completion, which is null where there is no target above 0. */
export const indicatorProgress = (indicator: Indicator, actual: number | null, target: number | null): Progress => ({
  indicator,
  unit: unitOf[indicator],
  actual,
  target,
  completion: actual === null || target === null ? null : percentOf(actual, target),
})
