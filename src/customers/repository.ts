import type { Insertable } from 'kysely'
import { reader, writer } from '../database/database.ts'
import { type Place, prepareStatement } from '../database/prepare-query.ts'
import type { Row, Tables } from '../database/tables.ts'

export type Customer = Row<'customers'>
export type Contact = Row<'contacts'>

/** Any customer, also a merged one: its page redirects to the surviving customer. */
export const findCustomer = async (id: number): Promise<Customer | undefined> => (await customerById({ id }))[0]

const customerById = prepareStatement((value: Place<{ id: number }>) =>
  reader().selectFrom('customers').selectAll().where('id', '=', value('id')),
)

/** A customer by its code, ignoring case. */
export const customerByCode = (code: string): Promise<Customer | undefined> =>
  reader().selectFrom('customers').selectAll().where('code', '=', code).executeTakeFirst()

/** A customer's name for display: the person's, else the company's. */
export const customerDisplayName = ({ name, company }: Pick<Customer, 'name' | 'company'>): string =>
  name ?? company ?? ''

/** A customer's name for display, by id. */
export const customerName = async (id: number): Promise<string | undefined> => {
  const found = await reader()
    .selectFrom('customers')
    .select(['name', 'company'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found && customerDisplayName(found)
}

/** A customer's further contacts, oldest first. */
export const contactsOf = (customer_id: number): Promise<Contact[]> =>
  reader().selectFrom('contacts').selectAll().where('customer_id', '=', customer_id).orderBy('id').execute()

/** A contact with the customer's owner, on whom the permission to edit depends. */
export const contactById = (id: number): Promise<(Contact & { owner_id: number }) | undefined> =>
  reader()
    .selectFrom('contacts')
    .innerJoin('customers', 'customers.id', 'contacts.customer_id')
    .selectAll('contacts')
    .select('customers.owner_id')
    .where('contacts.id', '=', id)
    .executeTakeFirst()

/** A person's own customers, most recently contacted first. */
export const recentlyContacted = (user_id: number, limit: number) =>
  reader()
    .selectFrom('customers')
    .select(['id', 'name', 'company', 'phone', 'last_contact_on', 'next_follow_up_on'])
    .where('owner_id', '=', user_id)
    .where('merged_into', 'is', null)
    .orderBy('last_contact_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Adds a customer's row and returns its id. Match keys and search index need reindexCustomer(). */
export const insertCustomer = async (customer: Insertable<Tables['customers']>): Promise<number> =>
  (await writer().insertInto('customers').values(customer).returning('id').executeTakeFirstOrThrow()).id

/** Adds a contact's row; the customer's search text needs reindexCustomer(). */
export const insertContact = async (contact: Insertable<Tables['contacts']>): Promise<void> => {
  await writer().insertInto('contacts').values(contact).execute()
}

/** A person's customers, as updateTracked() needs them. */
export const customersOwnedBy = (owner_id: number): Promise<{ id: number; version: number }[]> =>
  reader()
    .selectFrom('customers')
    .select(['id', 'version'])
    .where('owner_id', '=', owner_id)
    .where('merged_into', 'is', null)
    .execute()

/** How many customers a person owns, without merged ones. */
export const countCustomersOwnedBy = async (owner_id: number): Promise<number> => {
  const owned = reader().selectFrom('customers').where('owner_id', '=', owner_id).where('merged_into', 'is', null)
  return (await owned.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count
}
