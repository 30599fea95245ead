import type { Formats } from '../i18n/format.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { collectedParts, orderParts, type Part, salesParts } from './figures-repository.ts'
import { type Figures, type Indicator, type Progress, type Unit, unitOf } from './indicators.ts'
import type { Assessed } from './period.ts'
import { textOf } from './shown.ts'

/** One line of a sum written out. */
export interface Step {
  label: string
  text: string
  tone: 'plain' | 'sum' | 'all'
}

const words = {
  own: 'performance.part_own',
  shared: 'performance.part_shared',
  cancellation: 'performance.part_cancellation',
  return: 'performance.part_return',
  counted: 'performance.part_counted',
  uncounted: 'performance.part_uncounted',
  received: 'performance.part_received',
  returned: 'performance.part_returned',
} as const satisfies Record<string, Key>

const order = Object.keys(words)

/** How each indicator of somebody's period comes about, step by step. */
export async function workings(
  user_id: number,
  period: Assessed,
  { figures, progress }: { figures: Figures; progress: Progress[] },
  t: Translate,
  formats: Formats,
): Promise<Map<Indicator, Step[]>> {
  const [sales, orders, collected] = await Promise.all([
    salesParts(period, user_id),
    orderParts(period, user_id),
    collectedParts(period, user_id),
  ])
  const of = (indicator: Indicator): Step[] => {
    const unit = unitOf[indicator]
    if (indicator === 'amount') return steps(sales, ({ amount }) => amount, unit, t, formats)
    if (indicator === 'quantity') return steps(sales, ({ quantity }) => quantity, unit, t, formats)
    if (indicator === 'orders')
      return steps(orders, ({ name, count }) => (name === 'counted' ? count : -count), unit, t, formats)
    if (indicator === 'collected') return steps(collected, ({ amount }) => amount, unit, t, formats)
    return [
      { label: t('performance.won'), text: formats.count(figures.won), tone: 'plain' },
      { label: t('performance.won_and_lost'), text: formats.count(figures.won + figures.lost), tone: 'plain' },
    ]
  }
  return new Map(progress.map((one) => [one.indicator, [...of(one.indicator), ...ending(one, t, formats)]]))
}

function steps(parts: Part[], value: (part: Part) => number, unit: Unit, t: Translate, formats: Formats): Step[] {
  return parts
    .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .map((part) => ({
      label: t(words[part.name as keyof typeof words]),
      text: textOf(unit, value(part), formats),
      tone: 'plain',
    }))
}

/** What the parts come to, and how far that reaches. */
function ending({ unit, actual, target, completion }: Progress, t: Translate, formats: Formats): Step[] {
  const done: Step = { label: t('performance.actual'), text: textOf(unit, actual, formats), tone: 'sum' }
  if (target === null) return [{ ...done, tone: 'all' }]
  return [
    done,
    { label: t('performance.by_target'), text: textOf(unit, target, formats), tone: 'plain' },
    { label: t('performance.completion'), text: textOf('percent', completion, formats), tone: 'all' },
  ]
}
