import { sql } from 'kysely'
import type { SumTable } from '../database/sum-table.ts'

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
