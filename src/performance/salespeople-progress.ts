import { task } from '../jobs/declare-task.ts'
import { figuresBySalesperson, totalFiguresOfEverybody } from './figures-repository.ts'
import {
  type Figures,
  type Indicator,
  indicatorProgress,
  indicators,
  noFigures,
  type Progress,
  progressOfIndicators,
} from './indicators.ts'
import { type AssessedPeriod, parseAssessedPeriod } from './period.ts'
import { type Target, targetsIn } from './targets/targets-repository.ts'
import {
  countTeamOfPeriod,
  countWithoutTarget,
  listRankedSalespeople,
  type Salesperson,
  type TeamPage,
  teamTargetsByIndicator,
} from './team-repository.ts'

/** One salesperson's figures in a team's period. */
export interface PersonProgress {
  who: Salesperson
  figures: Figures
  progress: Progress[]
}

/** A team's period: some or all people, highest amount first, with the number of all and their total. */
interface Team {
  people: PersonProgress[]
  count: number
  /** `lacking`: number of active salespeople without a target for an indicator for which others have one. */
  total: { figures: Figures; progress: Progress[]; lacking: number }
}

/** A person's indicators for the period with this key (2026-07, 2026-Q3, 2026). */
export const personIndicatorProgress = async (user_id: number, period: string): Promise<Progress[]> =>
  (await personProgressWithFigures(user_id, parseAssessedPeriod(period))).progress

/** A person's indicators and the figures they come from. */
export async function personProgressWithFigures(
  user_id: number,
  period: AssessedPeriod,
): Promise<Omit<PersonProgress, 'who'>> {
  const [found, targets] = await Promise.all([figuresBySalesperson(period, [user_id]), targetsIn(period, [user_id])])
  const figures = found.get(user_id) ?? noFigures
  return { figures, progress: progressOfIndicators(figures, byIndicator(targets)) }
}

/** A team's period; `span` limits the people that are returned, not the total. */
export async function teamProgress(period: string, span: TeamPage | null = null): Promise<Team> {
  const range = parseAssessedPeriod(period)
  const [ranked, count, total] = await Promise.all([
    listRankedSalespeople(range, span),
    countTeamOfPeriod(range),
    totalOf(range),
  ])
  const whose = span && ranked.map(({ id }) => id)
  const [found, targets] = await Promise.all([figuresBySalesperson(range, whose), targetsIn(range, whose)])
  const targetsByUser = new Map<number, Target[]>()
  for (const target of targets)
    targetsByUser.set(target.user_id, [...(targetsByUser.get(target.user_id) ?? []), target])
  const people = ranked.map((who): PersonProgress => {
    const figures = found.get(who.id) ?? noFigures
    return { who, figures, progress: progressOfIndicators(figures, byIndicator(targetsByUser.get(who.id) ?? [])) }
  })
  return { people, count, total }
}

/** teamProgress in a worker, since a whole year takes long. */
export const teamTask = task(
  'performance.team',
  ({ period, span }: { period: string; span: TeamPage | null }): Promise<Team> => teamProgress(period, span),
)

/**
 * Sums all figures; conversion is that of all closed opportunities. The target is the sum of the existing targets:
 * people without one are counted in `lacking`, so that a newcomer does not remove the team's target. Conversion has no
 * team target.
 */
async function totalOf(period: AssessedPeriod): Promise<Team['total']> {
  const [figures, targets] = await Promise.all([totalFiguresOfEverybody(period), teamTargetsByIndicator(period)])
  const progress = progressOfIndicators(figures, {}).map(({ indicator, actual }) =>
    indicatorProgress(indicator, actual, targets.get(indicator) ?? null),
  )
  return { figures, progress, lacking: await countWithoutTarget(period, [...targets.keys()]) }
}

const byIndicator = (targets: Target[]): Partial<Record<Indicator, number[]>> =>
  Object.fromEntries(
    indicators.map((name) => [name, targets.filter(({ indicator }) => indicator === name).map(({ value }) => value)]),
  )
