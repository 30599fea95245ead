import type { Locale } from '../../i18n/locale.ts'
import { settings } from '../../settings.ts'
import { minorDigits } from '../../values/money.ts'
import type { MeasureUnit } from './result.ts'

/** The chart's data: one bar for each group, and a second one for the compared period. */
export interface BarChartInput {
  unit: MeasureUnit
  groups: { label: string; now: number; before: number | null }[]
}

interface Rect {
  kind: 'now' | 'then'
  x: string
  y: string
  width: string
  height: string
}

/** Coordinates for the SVG, in view box units. They are rounded: never calculate figures from them. */
export interface Chart {
  width: number
  height: number
  left: number
  zero: string
  ticks: { y: string; textY: string; label: string }[]
  bars: Rect[]
  labels: { x: string; label: string }[]
}

const box = { width: 1040, height: 210, left: 64, top: 10, bottom: 184 }

/** Lays out a bar chart; undefined if all values are 0. */
export function chartOf({ unit, groups }: BarChartInput, locale: Locale): Chart | undefined {
  const values = groups.flatMap(({ now, before }) => [now, before ?? 0])
  if (values.every((value) => value === 0)) return undefined
  const { steps, y } = axisOf(values, unit)
  const slot = (box.width - box.left) / groups.length
  return {
    width: box.width,
    height: box.height,
    left: box.left,
    zero: coordinate(y(0)),
    ticks: steps.map((value) => ({
      y: coordinate(y(value)),
      textY: coordinate(y(value) + 5),
      label: abbreviate(value / scaleOf(unit), locale),
    })),
    bars: barsOf(groups, slot, y),
    labels: labelsOf(groups, slot),
  }
}

/** The axis: round values for its grid lines, and a function from a value to its y coordinate. */
function axisOf(values: number[], unit: MeasureUnit) {
  const [least, greatest] = [Math.min(...values, 0), Math.max(...values, 0)]
  const step = stepOf(greatest - least, scaleOf(unit))
  const [low, top] = [Math.floor(least / step), Math.ceil(greatest / step)]
  return {
    steps: Array.from({ length: top - low + 1 }, (_, index) => (low + index) * step),
    y: (value: number) => box.bottom - ((value / step - low) / (top - low)) * (box.bottom - box.top),
  }
}

/** One bar for each group, or two side by side: the value and the compared one. */
function barsOf(groups: BarChartInput['groups'], slot: number, y: (value: number) => number): Rect[] {
  const width = slot * (groups.some(({ before }) => before !== null) ? 0.34 : 0.6)
  const bar = (kind: Rect['kind'], value: number, x: number, width: number): Rect => ({
    kind,
    x: coordinate(x),
    y: coordinate(Math.min(y(value), y(0))),
    width: coordinate(width),
    height: coordinate(Math.abs(y(value) - y(0))),
  })
  return groups.flatMap(({ now, before }, index) => {
    const start = box.left + index * slot + slot * 0.16
    const ownBar = bar('now', now, start, width)
    return before === null ? [ownBar] : [bar('then', before, start + width, width * 0.88), ownBar]
  })
}

/** Shortens labels to the width of a bar. If this makes two labels equal (as with months), draws fewer, longer ones. */
function labelsOf(groups: BarChartInput['groups'], slot: number): Chart['labels'] {
  const every = Math.ceil(40 / slot)
  const shortened = groups.map(({ label }) => truncate(label, maxLetters(slot * every)))
  if (new Set(shortened).size === new Set(groups.map(({ label }) => label)).size)
    return placeLabels(shortened, slot, every)
  const widest = Math.max(...groups.map(({ label }) => widthOf(label))) + 1
  const apart = Math.max(every, Math.ceil((widest * letterWidth) / slot))
  return placeLabels(
    groups.map(({ label }) => truncate(label, maxLetters(slot * apart))),
    slot,
    apart,
  )
}

/** Centers each label under its bar, but keeps the last ones inside the right edge. */
const placeLabels = (labels: string[], slot: number, every: number): Chart['labels'] =>
  labels
    .map((label, index) => {
      const middle = box.left + (index + 0.5) * slot
      return { x: coordinate(Math.min(middle, box.width - (widthOf(label) * letterWidth) / 2)), label }
    })
    .filter((_, index) => index % every === 0)

/** Width of a Latin letter in chart units; a Chinese character counts as two letters. */
const letterWidth = 8

const maxLetters = (width: number) => Math.max(5, Math.floor(width / letterWidth))

const widthOf = (label: string) => [...label].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0)

function truncate(label: string, width: number): string {
  if (widthOf(label) <= width) return label
  const characters = [...label]
  while (characters.length > 1 && widthOf(characters.join('')) > width - 2) characters.pop()
  return `${characters.join('')}…`
}

const coordinate = (number: number) => number.toFixed(1)

/** Stored units in one displayed unit, such as 100 cents or 1,000 thousandths. */
const scaleOf = (unit: MeasureUnit): number =>
  unit === 'money' ? 10 ** minorDigits(settings().CURRENCY) : unit === 'quantity' ? 1_000 : 1

/** A round step that divides the range into about four; at least one whole displayed unit. */
function stepOf(range: number, scale: number): number {
  const rough = range / scale / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 4, 5, 10].find((candidate) => candidate * power >= rough) ?? 10
  return Math.max(1, factor * power) * scale
}

/** Shortens a number: 1600000 → 160 万 or 1.6M. */
function abbreviate(number: number, locale: Locale): string {
  const units: [number, string][] =
    locale === 'en'
      ? [
          [1e9, 'B'],
          [1e6, 'M'],
          [1e3, 'k'],
        ]
      : [
          [1e8, ' 亿'],
          [1e4, ' 万'],
        ]
  const [size, name] = units.find(([least]) => Math.abs(number) >= least) ?? [1, '']
  return `${Number((number / size).toFixed(2))}${name}`
}
