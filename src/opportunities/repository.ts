import type { Insertable } from 'kysely'
import type { Person } from '../access/person.ts'
import type { FindSubjects } from '../customers/extension-points.ts'
import { inBatches } from '../database/batches.ts'
import { reader, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import type { LinkedRecords } from '../notifications/linked-records.ts'
import type { Share } from '../values/money.ts'
import { isStillOpen, isVisibleOpportunity } from './sql-conditions.ts'

/** An opportunity with its credits, customer and owner. */
export type Opportunity = Row<'opportunities'> & {
  owner: string
  customer: { name: string | null; company: string | null; code: string }
  credits: Share[]
}

/** An opportunity, if this person may see it. */
export const findOpportunity = async (
  id: number,
  person: Pick<Person, 'id' | 'role'>,
): Promise<Opportunity | undefined> => {
  const row = await opportunityQuery()
    .where('opportunities.id', '=', id)
    .where(isVisibleOpportunity(person))
    .executeTakeFirst()
  return row && withCredits(row)
}

/**
 * An opportunity without a permission check, for use inside the transaction that changes it. Throws if there is none.
 */
export const getOpportunity = async (id: number): Promise<Opportunity> =>
  withCredits(await opportunityQuery().where('opportunities.id', '=', id).executeTakeFirstOrThrow())

const opportunityQuery = () =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('customers', 'customers.id', 'opportunities.customer_id')
    .innerJoin('users', 'users.id', 'opportunities.owner_id')
    .selectAll('opportunities')
    .select(['users.name as owner', 'customers.name', 'customers.company', 'customers.code'])

async function withCredits(
  row: Row<'opportunities'> & { owner: string } & Opportunity['customer'],
): Promise<Opportunity> {
  const { name, company, code, ...opportunity } = row
  return { ...opportunity, customer: { name, company, code }, credits: await creditsOf(row.id) }
}

const creditsOf = (opportunity_id: number): Promise<Share[]> =>
  reader()
    .selectFrom('opportunity_credits')
    .select(['user_id as id', 'percent'])
    .where('opportunity_id', '=', opportunity_id)
    .orderBy('percent', 'desc')
    .orderBy('user_id')
    .execute()

/** The few fields that a linked record shows, without a permission check. */
export const findOpportunityBrief = (
  id: number,
): Promise<(Brief & Pick<Opportunity['customer'], 'name' | 'company'>) | undefined> =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('customers', 'customers.id', 'opportunities.customer_id')
    .select(['opportunities.id', 'opportunities.title', 'opportunities.owner_id', 'expected_amount', 'customer_id'])
    .select(['customers.name', 'customers.company'])
    .where('opportunities.id', '=', id)
    .executeTakeFirst()

type Brief = Pick<Row<'opportunities'>, 'id' | 'title' | 'owner_id' | 'expected_amount' | 'customer_id'>

/** The fields of other people's opportunities that everyone may see. */
export type OtherOpportunity = Pick<Opportunity, 'id' | 'title' | 'stage' | 'owner_id' | 'owner'>

/** Open opportunities on a customer that other people own. */
export const openOpportunitiesOfOthers = (customer_id: number, owner_id: number): Promise<OtherOpportunity[]> =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('users', 'users.id', 'opportunities.owner_id')
    .select(['opportunities.id', 'title', 'stage', 'owner_id', 'users.name as owner'])
    .where('customer_id', '=', customer_id)
    .where('owner_id', '!=', owner_id)
    .where(isStillOpen())
    .orderBy('opportunities.id')
    .execute()

/** Open opportunities on a customer that a person may see, and the current subject, by title: for a communication. */
export const openOpportunitiesOfCustomer: FindSubjects = (customer_id, person, current = null) =>
  reader()
    .selectFrom('opportunities')
    .select(['id', 'title'])
    .where('customer_id', '=', customer_id)
    .where(({ and, eb, or }) =>
      or([and([isVisibleOpportunity(person), isStillOpen()]), eb('opportunities.id', '=', current)]),
    )
    .orderBy('title_sort')
    .orderBy('id')
    .execute()

/** Those of the opportunities with these ids that a person may see. */
export const visibleOpportunityIds: LinkedRecords['visibleIds'] = async (ids, person) => {
  const own = reader().selectFrom('opportunities').select('id').where(isVisibleOpportunity(person))
  return (await inBatches(ids, (some) => own.where('id', 'in', some).execute())).map(({ id }) => id)
}

/** Ids of all open opportunities, or of one owner's. */
export const openOpportunityIds = async (owner_id?: number): Promise<number[]> => {
  const open = reader().selectFrom('opportunities').select('id').where(isStillOpen()).orderBy('id')
  const rows = await (owner_id === undefined ? open : open.where('owner_id', '=', owner_id)).execute()
  return rows.map(({ id }) => id)
}

/** The ids of a customer's opportunities, closed ones too. */
export const opportunityIdsOf = async (customer_id: number): Promise<number[]> =>
  (await reader().selectFrom('opportunities').select('id').where('customer_id', '=', customer_id).execute()).map(
    ({ id }) => id,
  )

/** A customer's opportunities of all owners, last updated first. */
export const opportunitiesOf = (
  customer_id: number,
  limit: number,
): Promise<(Row<'opportunities'> & { owner: string })[]> =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('users', 'users.id', 'opportunities.owner_id')
    .selectAll('opportunities')
    .select('users.name as owner')
    .where('customer_id', '=', customer_id)
    .orderBy('last_update_on', 'desc')
    .orderBy('opportunities.id', 'desc')
    .limit(limit)
    .execute()

/** An opportunity's updates with their authors, newest first. */
export const opportunityUpdates = (
  opportunity_id: number,
  limit: number,
): Promise<(Row<'opportunity_updates'> & { who: string })[]> =>
  reader()
    .selectFrom('opportunity_updates')
    .innerJoin('users', 'users.id', 'opportunity_updates.user_id')
    .selectAll('opportunity_updates')
    .select('users.name as who')
    .where('opportunity_id', '=', opportunity_id)
    .orderBy('opportunity_updates.id', 'desc')
    .limit(limit)
    .execute()

/** Adds an opportunity's row. Returns its id. */
export const insertOpportunity = async (opportunity: Insertable<Tables['opportunities']>): Promise<number> =>
  (await writer().insertInto('opportunities').values(opportunity).returning('id').executeTakeFirstOrThrow()).id

/** Adds an update with its note. Returns the id that links the changes to it. */
export const insertOpportunityUpdate = async (update: Insertable<Tables['opportunity_updates']>): Promise<number> =>
  (await writer().insertInto('opportunity_updates').values(update).returning('id').executeTakeFirstOrThrow()).id

/** Replaces an opportunity's sales credits. */
export async function replaceOpportunityCredits(opportunity_id: number, credits: readonly Share[]): Promise<void> {
  await writer().deleteFrom('opportunity_credits').where('opportunity_id', '=', opportunity_id).execute()
  await writer()
    .insertInto('opportunity_credits')
    .values(credits.map(({ id, percent }) => ({ opportunity_id, user_id: id, percent })))
    .execute()
}
