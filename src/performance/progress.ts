import { task } from '../jobs/task.ts'
import { figuresIn, figuresOfAll } from './figures-repository.ts'
import {
  type Figures,
  type Indicator,
  indicatorProgress,
  indicators,
  noFigures,
  type Progress,
  progressBy,
} from './indicators.ts'
import { type AssessedPeriod, assessedPeriod } from './period.ts'
import { type Target, targetsIn } from './targets/targets-repository.ts'
import {
  countIn,
  countLacking,
  type EmploymentSpan,
  rankedIn,
  type Salesperson,
  targetSums,
} from './team-repository.ts'

/** One salesperson in a team's period. */
export interface PersonProgress {
  who: Salesperson
  figures: Figures
  progress: Progress[]
}

/** A team's period: so many people from the highest amount down, or some of them, and all together. */
interface Team {
  people: PersonProgress[]
  count: number
  /** `lacking`: how many sell now without a target of an indicator of which others have one. */
  total: { figures: Figures; progress: Progress[]; lacking: number }
}

/** Somebody's indicators in a period, by its key (2026-07, 2026-Q3, 2026). */
export const progressOf = async (user_id: number, period: string): Promise<Progress[]> =>
  (await standingOf(user_id, assessedPeriod(period))).progress

/** The same with the figures that they come from. */
export async function standingOf(user_id: number, period: AssessedPeriod): Promise<Omit<PersonProgress, 'who'>> {
  const [found, targets] = await Promise.all([figuresIn(period, [user_id]), targetsIn(period, [user_id])])
  const figures = found.get(user_id) ?? noFigures
  return { figures, progress: progressBy(figures, byIndicator(targets)) }
}

/** A period of everybody who sells, or of some of its ranks: what is not shown is only in the total. */
export async function teamProgress(period: string, span: EmploymentSpan | null = null): Promise<Team> {
  const range = assessedPeriod(period)
  const [ranked, count, total] = await Promise.all([rankedIn(range, span), countIn(range), totalOf(range)])
  const whose = span && ranked.map(({ id }) => id)
  const [found, targets] = await Promise.all([figuresIn(range, whose), targetsIn(range, whose)])
  const theirs = new Map<number, Target[]>()
  for (const target of targets) theirs.set(target.user_id, [...(theirs.get(target.user_id) ?? []), target])
  const people = ranked.map((who): PersonProgress => {
    const figures = found.get(who.id) ?? noFigures
    return { who, figures, progress: progressBy(figures, byIndicator(theirs.get(who.id) ?? [])) }
  })
  return { people, count, total }
}

/** The same in a worker thread, for the page of a whole year. */
export const teamTask = task(
  'performance.team',
  ({ period, span }: { period: string; span: EmploymentSpan | null }): Promise<Team> => teamProgress(period, span),
)

/**
 * All figures summed, the conversion being that of all that was closed. The target of all is the sum of those that there
 * are: a newcomer without one must not take away everybody's, but is counted. Conversions have none together.
 */
async function totalOf(period: AssessedPeriod): Promise<Team['total']> {
  const [figures, targets] = await Promise.all([figuresOfAll(period), targetSums(period)])
  const progress = progressBy(figures, {}).map(({ indicator, actual }) =>
    indicatorProgress(indicator, actual, targets.get(indicator) ?? null),
  )
  return { figures, progress, lacking: await countLacking(period, [...targets.keys()]) }
}

const byIndicator = (targets: Target[]): Partial<Record<Indicator, number[]>> =>
  Object.fromEntries(
    indicators.map((name) => [name, targets.filter(({ indicator }) => indicator === name).map(({ value }) => value)]),
  )
