import type { Migration } from '../src/database/schema.ts'

/** How many opportunities stand at each stage, so that the list says so without counting them. */
export const opportunitiesByStage: Migration = {
  name: '0019_opportunities_by_stage',
  up({ clustered, summed }) {
    clustered('opportunities_by_stage', 'stage text not null, opportunities integer not null, primary key (stage)')
    summed({
      from: 'opportunities',
      into: 'opportunities_by_stage',
      key: { name: 'stage', is: '{row}.stage' },
      count: 'opportunities',
      sums: {},
      where: 'true',
      by: 'stage',
    })
  },
}
