import { type Account, accounts } from '../accounts/repository.ts'
import { task } from '../jobs/task.ts'
import { figuresIn } from './figures-repository.ts'
import {
  completed,
  type Figures,
  type Indicator,
  indicators,
  noFigures,
  type Progress,
  progressBy,
} from './indicators.ts'
import { type Assessed, assessed } from './period.ts'
import { type Target, targetsIn } from './targets-repository.ts'

/** Whose performance it is. */
export type Performer = Pick<Account, 'id' | 'username' | 'name' | 'role' | 'active'>

/** One salesperson in a team's period. */
export interface Standing {
  who: Performer
  figures: Figures
  progress: Progress[]
}

/** A team's period: from the highest amount down, and all together. */
export interface Team {
  people: Standing[]
  /** `lacking`: how many sell now without a target of an indicator of which others have one. */
  total: { figures: Figures; progress: Progress[]; lacking: number }
}

/** Somebody's indicators in a period, by its key (2026-07, 2026-Q3, 2026). */
export const progressOf = async (user_id: number, period: string): Promise<Progress[]> =>
  (await standingOf(user_id, assessed(period))).progress

/** The same with the figures that they come from. */
export async function standingOf(user_id: number, period: Assessed): Promise<Omit<Standing, 'who'>> {
  const [found, targets] = await Promise.all([figuresIn(period, user_id), targetsIn(period, user_id)])
  const figures = found.get(user_id) ?? noFigures
  return { figures, progress: progressBy(figures, byIndicator(targets)) }
}

/** A period of everybody who sells: the active salespeople, and whoever else has figures or, being active, targets. */
export async function teamProgress(period: string): Promise<Team> {
  const range = assessed(period)
  const [everybody, found, targets] = await Promise.all([accounts(), figuresIn(range, null), targetsIn(range, null)])
  const theirs = new Map<number, Target[]>()
  for (const target of targets) theirs.set(target.user_id, [...(theirs.get(target.user_id) ?? []), target])
  const people = everybody
    .filter(({ id, active, role }) => found.has(id) || (active === 1 && (role === 'salesperson' || theirs.has(id))))
    .map(({ id, username, name, role, active }): Standing => {
      const figures = found.get(id) ?? noFigures
      const progress = progressBy(figures, byIndicator(theirs.get(id) ?? []))
      return { who: { id, username, name, role, active }, figures, progress }
    })
    .toSorted((a, b) => b.figures.amount - a.figures.amount || a.who.id - b.who.id)
  return { people, total: totalOf(people) }
}

/** The same in a worker thread, for the page of a whole year. */
export const teamTask = task('performance.team', (period: string): Promise<Team> => teamProgress(period))

/**
 * All figures summed, the conversion being that of all that was closed. The target of all is the sum of those that there
 * are: a newcomer without one must not take away everybody's, but is counted. Conversions have none together.
 */
function totalOf(people: Standing[]): Team['total'] {
  const figures = { ...noFigures }
  for (const one of people)
    for (const name of Object.keys(figures) as (keyof Figures)[]) figures[name] += one.figures[name]
  const lacking = new Set<number>()
  const progress = progressBy(figures, {}).map(({ indicator, actual }, index) => {
    const targetOf = ({ progress }: Standing) => progress[index]?.target ?? null
    const targets = people.map(targetOf).filter((target) => target !== null)
    if (indicator === 'conversion' || targets.length === 0) return completed(indicator, actual, null)
    for (const one of people) if (sells(one.who) && targetOf(one) === null) lacking.add(one.who.id)
    return completed(
      indicator,
      actual,
      targets.reduce((all, one) => all + one, 0),
    )
  })
  return { figures, progress, lacking: lacking.size }
}

const sells = ({ active, role }: Performer) => active === 1 && role === 'salesperson'

const byIndicator = (targets: Target[]): Partial<Record<Indicator, number[]>> =>
  Object.fromEntries(
    indicators.map((name) => [name, targets.filter(({ indicator }) => indicator === name).map(({ value }) => value)]),
  )
