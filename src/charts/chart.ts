import { settings } from '../settings.ts'
import { minorDigits } from '../values/money.ts'

/** How a chart's values are stored: money in minor units, quantities as decimals, counts as plain numbers. */
export type ChartUnit = 'money' | 'quantity' | 'count'

/** What a chart draws of a table on the same page; public/js/draw-chart.js reads the figures from there. */
export interface ChartProps {
  /** The table's id. */
  table: string
  /** Describes the chart to people who can't see it. */
  label: string
  unit: ChartUnit
  /** Digits of a money amount after the point. */
  digits: number
  /** Bars of each row: their label and the CSS selector of their cell. */
  series: { label: string; cell: string }[]
  /** The measure of a cross table, whose columns are drawn as parts of a row's bar. */
  crossed: string | null
  /** Measures of the total row that are drawn side by side; then rows are not drawn. */
  columns: string[]
  /** Whether rows are periods, drawn from left to right; others are drawn from top to bottom. */
  periods: boolean
  /** How many rows the table has beyond those that are drawn. */
  left: number
}

/** Rows that are drawn of a table that is not by period. */
export const mostDrawnRows = 24

/** A chart of a table: by default one series of amounts by name. */
export const tableChart = (
  chart: Pick<ChartProps, 'table' | 'label' | 'series'> & Partial<ChartProps>,
): ChartProps => ({
  unit: 'money',
  digits: minorDigits(settings().CURRENCY),
  crossed: null,
  columns: [],
  periods: false,
  left: 0,
  ...chart,
})

declare module '../web/view-props.ts' {
  interface Views {
    'partials/chart': ChartProps
  }
}
