import type { Person } from '../access/person.ts'
import { type Formats, formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import type { Progress } from '../performance/indicators.ts'
import { peopleOnPage, recordsAddress } from '../performance/pages.ts'
import { pace, periodAt } from '../performance/period.ts'
import { progressOf, teamProgress } from '../performance/progress.ts'
import { type ShownProgress, shownProgress } from '../performance/shown.ts'
import type { ProgressProps, TeamProps } from './views.ts'

/** How far this month has got: a salesperson's own, for a manager the team's with those in it who sold most. */
export async function progressSection(
  person: Person,
  locale: Locale,
  today: string,
): Promise<{ progress: ProgressProps; team: TeamProps | null }> {
  const t = translator(locale)
  const said = formats(locale, t)
  const month = periodAt(today, 'month')
  const team = person.role === 'manager' ? await teamProgress(month.key, { limit: peopleOnPage, offset: 0 }) : null
  const own = team ? team.total.progress : await progressOf(person.id, month.key)
  return {
    progress: {
      team: team !== null,
      href: team ? '/performance' : `/performance/${person.id}`,
      pace: pace(month, today),
      lacking: team?.total.lacking ?? 0,
      progress: own.map((one) => shownProgress(one, team ? null : address(person.id, month.key, one), t, said)),
    },
    team: team && {
      count: team.count,
      people: team.people.map(({ who, progress }) => ({
        id: who.id,
        name: who.name,
        href: `/performance/${who.id}`,
        ...figures(who.id, month.key, progress, t, said),
      })),
    },
  }
}

const address = (user_id: number, period: string, { indicator }: Progress) => recordsAddress(user_id, period, indicator)

/** Those of the indicators that a manager looks at first. */
function figures(
  user_id: number,
  period: string,
  progress: Progress[],
  t: Translate,
  said: Formats,
): Record<'amount' | 'collected' | 'conversion', ShownProgress> {
  const found = (name: string): ShownProgress => {
    const one = progress.find(({ indicator }) => indicator === name)
    if (!one) throw new Error(`no figure of ${name}`)
    return shownProgress(one, address(user_id, period, one), t, said)
  }
  return { amount: found('amount'), collected: found('collected'), conversion: found('conversion') }
}
