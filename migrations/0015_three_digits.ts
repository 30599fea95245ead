import type { Migration } from '../src/database/schema.ts'

/** Phones and numbers are found by runs of three digits: the pairs of a rare one stand in nearly every record. */
export const threeDigits: Migration = {
  name: '0015_three_digits',
  up({ threeDigits }) {
    for (const table of ['customers', 'products', 'opportunities', 'orders']) threeDigits(table)
  },
}
