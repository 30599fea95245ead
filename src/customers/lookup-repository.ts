import { reader } from '../database/database.ts'
import { among, contains, foundIds, termsOf } from '../lists/search.ts'

/** What is shown of a customer who may be the one that is meant. */
export const candidate = [
  'customers.id',
  'customers.version',
  'code',
  'customers.name',
  'company',
  'users.name as owner',
  'last_contact_on',
] as const

/** So many customers are looked into by who was spoken to last, before the index is asked: a common word is met among them. */
const nearest = 250

/** Customers in whose text all words of a query stand, last contact first. */
export async function customersFoundBy(query: string, limit: number) {
  const terms = termsOf(query)
  const near = await nearestFound(terms, limit)
  const ids = near.length < limit ? await foundIds('customers', terms) : near
  return (
    reader()
      .selectFrom('customers')
      .innerJoin('users', 'users.id', 'customers.owner_id')
      .select(candidate)
      .where('merged_into', 'is', null)
      // What stands in very many is met soon on a longer walk.
      .where(ids === null ? contains('customers', terms) : among('customers', ids))
      .orderBy('last_contact_on', 'desc')
      .orderBy('customers.id', 'desc')
      .limit(limit)
      .execute()
  )
}

async function nearestFound(terms: string[], limit: number): Promise<number[]> {
  const some = reader()
    .selectFrom('customers')
    .select(['id', 'search_text'])
    .where('merged_into', 'is', null)
    .orderBy('last_contact_on', 'desc')
    .orderBy('id', 'desc')
    .limit(nearest)
  const found = reader().selectFrom(some.as('some')).select('id').where(contains('some', terms)).limit(limit)
  return (await found.execute()).map(({ id }) => id)
}
