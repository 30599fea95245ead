import { expressionBuilder, sql } from 'kysely'
import type { SumTable } from '../database/sum-table.ts'
import type { Tables } from '../database/tables.ts'
import { today } from '../i18n/format.ts'
import { asksOnly, type Counted } from '../lists/counted.ts'
import { openStages, type Stage } from './stages.ts'

/** What the database keeps of opportunities' days and stages by itself, whatever writes them: as a check makes it anew. */
export const opportunityCounts: SumTable[] = [
  {
    name: 'opportunities_by_stage',
    keys: ['stage'],
    measures: ['opportunities'],
    rows: () => sql`select stage, count(*) as opportunities from opportunities group by stage`,
  },
  {
    name: 'neglected_by_day',
    keys: ['neglected_on'],
    measures: ['opportunities'],
    rows: () => sql`select neglected_on, count(*) as opportunities from opportunities
      where neglected_on is not null group by neglected_on`,
  },
  {
    name: 'closed_by_day',
    keys: ['closed_on'],
    measures: ['opportunities', 'won', 'lost'],
    rows: () => sql`select closed_on, count(*) as opportunities,
        sum(case when stage = 'won' then 1 else 0 end) as won, sum(case when stage = 'lost' then 1 else 0 end) as lost
      from opportunities where closed_on is not null group by closed_on`,
  },
]

const ofStage = expressionBuilder<Tables, 'opportunities_by_stage'>()
const ofDay = expressionBuilder<Tables, 'neglected_by_day'>()

/** Where the number of all opportunities, of a stage's or of the neglected ones is kept; null for anything else. */
export function countedOpportunities(
  asked: Record<string, unknown> & { stage: Stage | 'open' | null; neglected: '1' | null },
): Counted | null {
  if (asksOnly(asked, 'stage')) {
    const stages = asked.stage === null ? null : asked.stage === 'open' ? openStages : [asked.stage]
    const kept = { table: 'opportunities_by_stage', number: 'opportunities' }
    return stages ? { ...kept, where: ofStage('opportunities_by_stage.stage', 'in', stages) } : kept
  }
  return asksOnly(asked, 'neglected') ? countedNeglected() : null
}

/** Where the number of the neglected ones of today is kept. */
export const countedNeglected = (): Counted => ({
  table: 'neglected_by_day',
  number: 'opportunities',
  where: ofDay('neglected_by_day.neglected_on', '<=', today()),
})
