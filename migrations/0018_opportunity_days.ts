import type { Migration } from '../src/database/schema.ts'

/** Opportunities counted by the day from which they are neglected, and those that ended by the day and by how. */
export const opportunityDays: Migration = {
  name: '0018_opportunity_days',
  up({ clustered, summed }) {
    clustered(
      'neglected_by_day',
      'neglected_on text not null, opportunities integer not null, primary key (neglected_on)',
    )
    summed({
      from: 'opportunities',
      into: 'neglected_by_day',
      key: { name: 'neglected_on', is: '{row}.neglected_on' },
      count: 'opportunities',
      sums: {},
      where: '{row}.neglected_on is not null',
      by: 'neglected_on',
    })
    clustered(
      'closed_by_day',
      'closed_on text not null, opportunities integer not null, won integer not null, lost integer not null, primary key (closed_on)',
    )
    summed({
      from: 'opportunities',
      into: 'closed_by_day',
      key: { name: 'closed_on', is: '{row}.closed_on' },
      count: 'opportunities',
      sums: {
        won: "case when {row}.stage = 'won' then 1 else 0 end",
        lost: "case when {row}.stage = 'lost' then 1 else 0 end",
      },
      where: '{row}.closed_on is not null',
      by: 'closed_on, stage',
    })
  },
}
