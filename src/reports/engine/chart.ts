import type { Locale } from '../../i18n/locale.ts'
import { settings } from '../../settings.ts'
import { minorDigits } from '../../values/money.ts'
import type { MeasureUnit } from './result.ts'

/** What a chart draws: a bar for each group, and beside it what it is compared with. */
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

/** A chart as its SVG says it, in the units of its box; no figure is computed from these. */
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

/** Draws the bars; undefined where there is nothing to draw. */
export function chartOf({ unit, groups }: BarChartInput, locale: Locale): Chart | undefined {
  const values = groups.flatMap(({ now, before }) => [now, before ?? 0])
  if (values.every((value) => value === 0)) return undefined
  const { steps, y } = axisOf(values, unit)
  const slot = (box.width - box.left) / groups.length
  return {
    width: box.width,
    height: box.height,
    left: box.left,
    zero: at(y(0)),
    ticks: steps.map((value) => ({
      y: at(y(value)),
      textY: at(y(value) + 5),
      label: short(value / scaleOf(unit), locale),
    })),
    bars: barsOf(groups, slot, y),
    labels: labelsOf(groups, slot),
  }
}

/** The round values beside which the bars stand, and at what height a value is. */
function axisOf(values: number[], unit: MeasureUnit) {
  const [least, greatest] = [Math.min(...values, 0), Math.max(...values, 0)]
  const step = stepOf(greatest - least, scaleOf(unit))
  const [low, top] = [Math.floor(least / step), Math.ceil(greatest / step)]
  return {
    steps: Array.from({ length: top - low + 1 }, (_, index) => (low + index) * step),
    y: (value: number) => box.bottom - ((value / step - low) / (top - low)) * (box.bottom - box.top),
  }
}

/** A bar for each group, and right of it that of what it is compared with. */
function barsOf(groups: BarChartInput['groups'], slot: number, y: (value: number) => number): Rect[] {
  const width = slot * (groups.some(({ before }) => before !== null) ? 0.34 : 0.6)
  const bar = (kind: Rect['kind'], value: number, x: number, width: number): Rect => ({
    kind,
    x: at(x),
    y: at(Math.min(y(value), y(0))),
    width: at(width),
    height: at(Math.abs(y(value) - y(0))),
  })
  return groups.flatMap(({ now, before }, index) => {
    const start = box.left + index * slot + slot * 0.16
    const own = bar('now', now, start, width)
    return before === null ? [own] : [bar('then', before, start + width, width * 0.88), own]
  })
}

/** As many labels as there is room for, cut to their place; where all would be cut to the same, as months are, fewer of them whole. */
function labelsOf(groups: BarChartInput['groups'], slot: number): Chart['labels'] {
  const every = Math.ceil(40 / slot)
  const short = groups.map(({ label }) => cut(label, roomOf(slot * every)))
  if (new Set(short).size === new Set(groups.map(({ label }) => label)).size) return shown(short, slot, every)
  const widest = Math.max(...groups.map(({ label }) => widthOf(label))) + 1
  const apart = Math.max(every, Math.ceil((widest * letter) / slot))
  return shown(
    groups.map(({ label }) => cut(label, roomOf(slot * apart))),
    slot,
    apart,
  )
}

/** Each below the middle of its bar; the last ones as far to the right as they can stand whole. */
const shown = (labels: string[], slot: number, every: number): Chart['labels'] =>
  labels
    .map((label, index) => {
      const middle = box.left + (index + 0.5) * slot
      return { x: at(Math.min(middle, box.width - (widthOf(label) * letter) / 2)), label }
    })
    .filter((_, index) => index % every === 0)

/** A Latin letter's width in the chart's units; a Chinese character is as wide as two. */
const letter = 8

const roomOf = (width: number) => Math.max(5, Math.floor(width / letter))

const widthOf = (label: string) => [...label].reduce((width, sign) => width + (sign > '\u2e80' ? 2 : 1), 0)

function cut(label: string, room: number): string {
  if (widthOf(label) <= room) return label
  const signs = [...label]
  while (signs.length > 1 && widthOf(signs.join('')) > room - 2) signs.pop()
  return `${signs.join('')}…`
}

const at = (number: number) => number.toFixed(1)

/** What one unit for people is in units stored. */
const scaleOf = (unit: MeasureUnit): number =>
  unit === 'money' ? 10 ** minorDigits(settings().CURRENCY) : unit === 'quantity' ? 1_000 : 1

/** A round step that makes about four of a range; at least one whole unit. */
function stepOf(range: number, scale: number): number {
  const rough = range / scale / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 4, 5, 10].find((one) => one * power >= rough) ?? 10
  return Math.max(1, factor * power) * scale
}

/** 1600000 → 160 万 or 1.6M. */
function short(number: number, locale: Locale): string {
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
