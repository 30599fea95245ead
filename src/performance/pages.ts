import { activePeople } from '../accounts/repository.ts'
import { formats, today } from '../i18n/format.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { inWorker } from '../jobs/worker-pool.ts'
import { pagesAround } from '../lists/page.ts'
import { settings } from '../settings.ts'
import { localDateTime, present } from '../values/clock.ts'
import { percentOf } from '../values/percent.ts'
import { periodsIn } from '../values/periods.ts'
import type { RenderContext } from '../web/render-context.ts'
import { type Answer, page } from '../web/responses.ts'
import { calculationBreakdown } from './calculation-breakdown.ts'
import { formatIndicator, formatProgress } from './format.ts'
import type { Indicator } from './indicators.ts'
import {
  type AssessedPeriod,
  elapsedShare,
  offsetPeriod,
  periodAt,
  periodLengths,
  periodName,
  withLength,
} from './period.ts'
import { standingOf, teamTask } from './progress.ts'
import { targetChanges } from './targets/target-activity.ts'
import type { Salesperson } from './team-repository.ts'
import type { Choice, PeriodHead, ShownPace } from './views.ts'

/** How a page is asked for, with what of its address could not be read. */
export interface PageRequest extends RenderContext {
  dropped: string[]
}

/** So many of a team are shown at once, here and at the start. */
export const peopleOnPage = 20

/** How many periods somebody's page looks back over, the asked one included. */
export const recentOf = ({ length }: AssessedPeriod): number => (length === 'month' ? 6 : 4)

export const performanceRecordsUrl = (user_id: number, period: string, indicator: Indicator): string =>
  `/performance/${user_id}/records?period=${period}&indicator=${indicator}`

/** A team's period from the highest amount down, a page of its people; on paper everybody. */
export async function teamPerformancePage(
  period: AssessedPeriod,
  number: number,
  reading: PageRequest,
): Promise<Answer> {
  const t = translator(reading.locale)
  const said = formats(reading.locale, t)
  const span = reading.printing ? null : { limit: peopleOnPage, offset: (number - 1) * peopleOnPage }
  const { people, count, total } = await inWorker(teamTask, { period: period.key, span })
  const rows = people.map(({ who, progress }) => ({
    who: { ...who, href: `/performance/${who.id}?period=${period.key}` },
    progress: progress.map((one) =>
      formatProgress(one, performanceRecordsUrl(who.id, period.key, one.indicator), t, said),
    ),
  }))
  const head = periodHead('/performance', period, reading)
  return page('performance/team', {
    head,
    choice: await choiceOf(period, null, t),
    pace: paceOf(period, reading),
    rows,
    pages: pagesAround(
      { page: span ? number : 1, rows: rows.length, size: span ? peopleOnPage : count, total: count, more: false },
      (other) => (other === 1 ? head.links.page : `${head.links.page}&page=${other}`),
    ),
    total: total.progress.map((one) => formatProgress(one, null, t, said)),
    lacking: total.lacking,
  })
}

/** One salesperson's period: figures, targets, how they come about, and the periods before. */
export async function personPage(who: Salesperson, period: AssessedPeriod, reading: PageRequest): Promise<Answer> {
  const t = translator(reading.locale)
  const said = formats(reading.locale, t)
  const standing = await standingOf(who.id, period)
  const before = await Promise.all(
    Array.from({ length: recentOf(period) }, async (_, index) => {
      const then = offsetPeriod(period, -index)
      const { progress } = index === 0 ? standing : await standingOf(who.id, then)
      return {
        name: periodName(then.key, t),
        key: then.key,
        href: `/performance/${who.id}?period=${then.key}`,
        progress: progress.map((one) =>
          formatProgress(one, performanceRecordsUrl(who.id, then.key, one.indicator), t, said),
        ),
      }
    }),
  )
  const steps = await calculationBreakdown(who.id, period, standing, t, said)
  return page('performance/person', {
    head: periodHead(`/performance/${who.id}`, period, reading),
    who,
    choice: reading.person.role === 'manager' ? await choiceOf(period, who, t) : null,
    pace: paceOf(period, reading),
    rows: standing.progress.map((one) => ({
      ...formatProgress(one, performanceRecordsUrl(who.id, period.key, one.indicator), t, said),
      steps: steps.get(one.indicator) ?? [],
    })),
    before,
    changes: await targetChanges(who.id, period, { person: reading.person, context: reading }),
  })
}

/** What every page of a period has over it. */
export function periodHead(path: string, period: AssessedPeriod, reading: PageRequest): PeriodHead {
  const { person, locale, printing, dropped } = reading
  const t = translator(locale)
  const at = (other: AssessedPeriod) => ({ href: `${path}?period=${other.key}`, label: periodName(other.key, t) })
  return {
    period: { ...period, name: periodName(period.key, t) },
    days: t('performance.days', { from: period.from, to: period.to }),
    unit: t('performance.unit', { currency: settings().CURRENCY }),
    printed: t('performance.printed_by', {
      who: person.name,
      at: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
    }),
    printing,
    dropped,
    lengths: periodLengths.map((length) => ({
      ...at(withLength(period, length, today())),
      label: t(`performance.length_${length}`),
      current: length === period.length,
    })),
    previous: at(offsetPeriod(period, -1)),
    next: at(offsetPeriod(period, 1)),
    links: {
      page: `${path}?period=${period.key}`,
      csv: `${path}.csv?period=${period.key}`,
      print: `${path}?period=${period.key}&print=1`,
    },
  }
}

function paceOf(period: AssessedPeriod, { locale }: PageRequest): ShownPace {
  const { passed, days } = elapsedShare(period, today())
  const share = percentOf(passed, days)
  return {
    passed,
    days,
    bar: Math.round((share ?? 0) / 100),
    ...formatIndicator('percent', share, formats(locale, translator(locale))),
  }
}

/** What a manager chooses from: people, and the periods of this year and the last. */
async function choiceOf(period: AssessedPeriod, who: Salesperson | null, t: Translate): Promise<Choice> {
  const people = await activePeople()
  const gone = who && !people.some(({ id }) => id === who.id) ? [who] : []
  const to = periodAt(today(), 'year').to
  const from = offsetPeriod(periodAt(today(), 'year'), -1).from
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
      ...[...people, ...gone].map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    chosen: who ? String(who.id) : '',
    period: period.key,
    groups,
  }
}
