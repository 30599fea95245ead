import type { Migration } from '../src/database/schema.ts'

/** Whose customers they are and where they come from is found along these with the last contact behind them just as well. */
export const fewerIndexes: Migration = {
  name: '0014_fewer_indexes',
  up({ run }) {
    for (const name of ['customers_owner_id', 'customers_source']) run(`drop index ${name}`)
  },
}
