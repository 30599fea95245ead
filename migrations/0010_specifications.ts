import type { Migration } from '../src/database/schema-builder.ts'

/** Specifications of products, and the days on which people joined and left: business dates, null for always and still. */
export const specifications: Migration = {
  name: '0010_specifications',
  up({ column }) {
    column('products', 'description text')
    column('users', 'joined_on text')
    column('users', 'left_on text')
  },
}
