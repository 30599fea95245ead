import type { Person } from '../access/person.ts'
import { mostDrawnRows } from '../charts/chart.ts'
import { formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import { formatIndicatorProgress, type ShownProgress } from '../performance/format.ts'
import type { Indicator, Progress } from '../performance/indicators.ts'
import { amountChart, peopleOnPage, performanceRecordsUrl } from '../performance/pages.ts'
import { elapsedAndTotalDays, periodContaining } from '../performance/period.ts'
import { type PersonProgress, personIndicatorProgress, teamProgress } from '../performance/salespeople-progress.ts'
import type { ProgressProps, TeamProps } from './view-props.ts'

/** This month's progress: a salesperson's own; for a manager the team's, with the people who sold most. */
export async function progressSection(
  person: Person,
  locale: Locale,
  today: string,
): Promise<{ progress: ProgressProps; team: TeamProps | null }> {
  const t = translator(locale)
  const formatters = formats(locale, t)
  const month = periodContaining(today, 'month')
  const team = person.role === 'manager' ? await teamProgress(month.key, { limit: peopleOnPage, offset: 0 }) : null
  const own = team ? team.total.progress : await personIndicatorProgress(person.id, month.key)
  const shownOf = (user_id: number, one: Progress) =>
    formatIndicatorProgress(one, performanceRecordsUrl(user_id, month.key, one.indicator), t, formatters)
  return {
    progress: {
      team: team !== null,
      href: team ? '/performance' : `/performance/${person.id}`,
      pace: elapsedAndTotalDays(month, today),
      lacking: team?.total.lacking ?? 0,
      progress: own.map((one) => (team ? formatIndicatorProgress(one, null, t, formatters) : shownOf(person.id, one))),
    },
    team: team && {
      count: team.count,
      chart: amountChart(t, { label: t('dashboard.team'), left: Math.max(0, team.people.length - mostDrawnRows) }),
      people: team.people.map((one) => personPart(one, shownOf)),
    },
  }
}

const personPart = (
  { who: { id, name }, progress }: PersonProgress,
  shownOf: (user_id: number, one: Progress) => ShownProgress,
): TeamProps['people'][number] => ({
  id,
  name,
  href: `/performance/${id}`,
  progress: Object.fromEntries(progress.map((one) => [one.indicator, shownOf(id, one)])) as Record<
    Indicator,
    ShownProgress
  >,
})
