import { activePeople } from '../accounts/repository.ts'
import { type ChartProps, mostDrawnRows, tableChart } from '../charts/chart.ts'
import { formats, today } from '../i18n/format.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { runInWorker } from '../jobs/worker-pool.ts'
import { pagesAround } from '../lists/list-page-props.ts'
import { settings } from '../settings.ts'
import { currentInstant, localDateTime } from '../values/clock.ts'
import { percentOf } from '../values/percent.ts'
import { periodsIn } from '../values/periods.ts'
import type { RenderContext } from '../web/render-options.ts'
import { type Answer, page } from '../web/responses.ts'
import { calculationBreakdown } from './calculation-breakdown.ts'
import { formatIndicator, formatIndicatorProgress } from './format.ts'
import type { Indicator } from './indicators.ts'
import {
  type AssessedPeriod,
  elapsedAndTotalDays,
  offsetPeriod,
  periodContaining,
  periodLengths,
  periodName,
  periodWithLength,
} from './period.ts'
import { personProgressWithFigures, teamTask } from './salespeople-progress.ts'
import { targetChanges } from './targets/target-changes.ts'
import type { Salesperson } from './team-repository.ts'
import type { Choice, PeriodHead, ShownPace } from './view-props.ts'

/** The request context with the names of parameters that could not be read. */
export interface PageRequest extends RenderContext {
  ignoredParams: string[]
}

/** People on a page, here and on the home page. */
export const peopleOnPage = 20

/** Number of periods in a person's history, the current one included. */
export const recentPeriodCount = ({ length }: AssessedPeriod): number => (length === 'month' ? 6 : 4)

/** The URL of the records behind a person's figure. */
export const performanceRecordsUrl = (user_id: number, period: string, indicator: Indicator): string =>
  `/performance/${user_id}/records?period=${period}&indicator=${indicator}`

/** One page of the team's period, highest amount first; everybody in print. */
export async function teamPerformancePage(
  period: AssessedPeriod,
  number: number,
  context: PageRequest,
): Promise<Answer> {
  const t = translator(context.locale)
  const formatters = formats(context.locale, t)
  const span = context.printing ? null : { limit: peopleOnPage, offset: (number - 1) * peopleOnPage }
  const { people, count, total } = await runInWorker(teamTask, { period: period.key, span })
  const rows = people.map(({ who, progress }) => ({
    who: { ...who, href: `/performance/${who.id}?period=${period.key}` },
    progress: progress.map((entry) =>
      formatIndicatorProgress(entry, performanceRecordsUrl(who.id, period.key, entry.indicator), t, formatters),
    ),
  }))
  const head = periodPageHead('/performance', period, context)
  return page('performance/team', {
    head,
    choice: await choiceOf(period, null, t),
    pace: paceOf(period, context),
    chart: amountChart(t, {
      label: t('performance.team_title', { period: head.period.name }),
      left: Math.max(0, rows.length - mostDrawnRows),
    }),
    rows,
    pages: pagesAround(
      { page: span ? number : 1, rows: rows.length, size: span ? peopleOnPage : count, total: count, more: false },
      (other) => (other === 1 ? head.links.page : `${head.links.page}&page=${other}`),
    ),
    total: total.progress.map((entry) => formatIndicatorProgress(entry, null, t, formatters)),
    lacking: total.lacking,
  })
}

/** A chart of the sales amount and its target, from the table on the same page. */
export const amountChart = (t: Translate, chart: Pick<ChartProps, 'label'> & Partial<ChartProps>): ChartProps =>
  tableChart({
    table: 'performance-table',
    series: [
      { label: t('performance.indicator_amount'), cell: '[data-measure=amount]' },
      { label: t('performance.target'), cell: '[data-measure=amount_target]' },
    ],
    ...chart,
  })

/** A person's period: figures, targets, breakdowns and earlier periods. */
export async function salespersonPerformancePage(
  who: Salesperson,
  period: AssessedPeriod,
  context: PageRequest,
): Promise<Answer> {
  const t = translator(context.locale)
  const formatters = formats(context.locale, t)
  const personProgress = await personProgressWithFigures(who.id, period)
  const history = await Promise.all(
    Array.from({ length: recentPeriodCount(period) }, async (_, index) => {
      const earlierPeriod = offsetPeriod(period, -index)
      const { progress } = index === 0 ? personProgress : await personProgressWithFigures(who.id, earlierPeriod)
      return {
        name: periodName(earlierPeriod.key, t),
        key: earlierPeriod.key,
        href: `/performance/${who.id}?period=${earlierPeriod.key}`,
        progress: progress.map((entry) =>
          formatIndicatorProgress(
            entry,
            performanceRecordsUrl(who.id, earlierPeriod.key, entry.indicator),
            t,
            formatters,
          ),
        ),
      }
    }),
  )
  const steps = await calculationBreakdown(who.id, period, personProgress, t, formatters)
  return page('performance/person', {
    head: periodPageHead(`/performance/${who.id}`, period, context),
    who,
    choice: context.person.role === 'manager' ? await choiceOf(period, who, t) : null,
    pace: paceOf(period, context),
    rows: personProgress.progress.map((entry) => ({
      ...formatIndicatorProgress(entry, performanceRecordsUrl(who.id, period.key, entry.indicator), t, formatters),
      steps: steps.get(entry.indicator) ?? [],
    })),
    chart: amountChart(t, { label: t(`performance.recent_${period.length}`), periods: true }),
    before: history,
    changes: await targetChanges(who.id, period, { person: context.person, context }),
  })
}

/** The head of every page about a period. */
export function periodPageHead(path: string, period: AssessedPeriod, context: PageRequest): PeriodHead {
  const { person, locale, printing, ignoredParams } = context
  const t = translator(locale)
  const periodLink = (other: AssessedPeriod) => ({
    href: `${path}?period=${other.key}`,
    label: periodName(other.key, t),
  })
  return {
    period: { ...period, name: periodName(period.key, t) },
    days: t('performance.days', { from: period.from, to: period.to }),
    unit: t('performance.unit', { currency: settings().CURRENCY }),
    printed: t('performance.printed_by', {
      who: person.name,
      at: localDateTime(currentInstant(), settings().TIME_ZONE).replace('T', ' '),
    }),
    printing,
    ignoredParams,
    lengths: periodLengths.map((length) => ({
      ...periodLink(periodWithLength(period, length, today())),
      label: t(`performance.length_${length}`),
      current: length === period.length,
    })),
    previous: periodLink(offsetPeriod(period, -1)),
    next: periodLink(offsetPeriod(period, 1)),
    links: {
      page: `${path}?period=${period.key}`,
      csv: `${path}.csv?period=${period.key}`,
      print: `${path}?period=${period.key}&print=1`,
    },
  }
}

function paceOf(period: AssessedPeriod, { locale }: PageRequest): ShownPace {
  const { passed, days } = elapsedAndTotalDays(period, today())
  const share = percentOf(passed, days)
  return {
    passed,
    days,
    bar: Math.round((share ?? 0) / 100),
    ...formatIndicator('percent', share, formats(locale, translator(locale))),
  }
}

/** The form with which a manager chooses a person and a period of this year or the last. */
async function choiceOf(period: AssessedPeriod, who: Salesperson | null, t: Translate): Promise<Choice> {
  const people = await activePeople()
  const inactive = who && !people.some(({ id }) => id === who.id) ? [who] : []
  const to = periodContaining(today(), 'year').to
  const from = offsetPeriod(periodContaining(today(), 'year'), -1).from
  const groups = periodLengths.map((length) => {
    const keys = new Set([...periodsIn({ from, to }, length), ...(period.length === length ? [period.key] : [])])
    const options = [...keys].toSorted().toReversed()
    return {
      label: t(`performance.length_${length}`),
      options: options.map((value) => ({ value, label: periodName(value, t) })),
    }
  })
  return {
    people: [
      { value: '', label: t('performance.everybody') },
      ...[...people, ...inactive].map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    chosen: who ? String(who.id) : '',
    period: period.key,
    groups,
  }
}
