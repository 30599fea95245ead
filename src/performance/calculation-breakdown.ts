import type { Formats } from '../i18n/format.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Translate } from '../i18n/translate.ts'
import {
  collectedFigureParts,
  type FigurePart,
  salespersonOrderCountBreakdown,
  salespersonSalesBreakdown,
} from './figures-repository.ts'
import { indicatorValueText } from './format.ts'
import type { Figures, Indicator, Progress, Unit } from './indicators.ts'
import type { AssessedPeriod } from './period.ts'

/** One line of the breakdown of a figure. */
export interface BreakdownStep {
  label: string
  text: string
  tone: 'plain' | 'sum' | 'all'
}

const partLabels = {
  own: 'performance.part_own',
  shared: 'performance.part_shared',
  cancellation: 'performance.part_cancellation',
  return: 'performance.part_return',
  counted: 'performance.part_counted',
  uncounted: 'performance.part_uncounted',
  received: 'performance.part_received',
  returned: 'performance.part_returned',
} as const satisfies Record<string, MessageKey>

const partOrder = Object.keys(partLabels)

/** The lines that add up to each indicator of a person's period. */
export async function calculationBreakdown(
  user_id: number,
  period: AssessedPeriod,
  { figures, progress }: { figures: Figures; progress: Progress[] },
  t: Translate,
  formats: Formats,
): Promise<Map<Indicator, BreakdownStep[]>> {
  const [sales, orders, collected] = await Promise.all([
    salespersonSalesBreakdown(period, user_id),
    salespersonOrderCountBreakdown(period, user_id),
    collectedFigureParts(period, user_id),
  ])
  const step = (label: MessageKey, value: number): BreakdownStep => ({
    label: t(label),
    text: formats.count(value),
    tone: 'plain',
  })
  const partSteps: Record<Indicator, BreakdownStep[]> = {
    amount: steps(sales, ({ amount }) => amount, 'money', t, formats),
    quantity: steps(sales, ({ quantity }) => quantity, 'quantity', t, formats),
    orders: steps(orders, ({ name, count }) => (name === 'counted' ? count : -count), 'count', t, formats),
    collected: steps(collected, ({ amount }) => amount, 'money', t, formats),
    conversion: [step('performance.won', figures.won), step('performance.won_and_lost', figures.won + figures.lost)],
  }
  return new Map(
    progress.map((entry) => [entry.indicator, [...partSteps[entry.indicator], ...totalSteps(entry, t, formats)]]),
  )
}

function steps(
  parts: FigurePart[],
  value: (part: FigurePart) => number,
  unit: Unit,
  t: Translate,
  formats: Formats,
): BreakdownStep[] {
  return parts
    .toSorted((a, b) => partOrder.indexOf(a.name) - partOrder.indexOf(b.name))
    .map((part) => ({
      label: t(partLabels[part.name as keyof typeof partLabels]),
      text: indicatorValueText(unit, value(part), formats),
      tone: 'plain',
    }))
}

/** The sum; with a target also the target and the completion. */
function totalSteps({ unit, actual, target, completion }: Progress, t: Translate, formats: Formats): BreakdownStep[] {
  const actualStep: BreakdownStep = {
    label: t('performance.actual'),
    text: indicatorValueText(unit, actual, formats),
    tone: 'sum',
  }
  if (target === null) return [{ ...actualStep, tone: 'all' }]
  return [
    actualStep,
    { label: t('performance.by_target'), text: indicatorValueText(unit, target, formats), tone: 'plain' },
    { label: t('performance.completion'), text: indicatorValueText('percent', completion, formats), tone: 'all' },
  ]
}
