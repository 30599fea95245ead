import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'

export type Customer = Row<'customers'>
export type Contact = Row<'contacts'>

/** A customer as anybody may see them; one merged away is found too, its page leads to the survivor. */
export const findCustomer = (id: number): Promise<Customer | undefined> =>
  reader().selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()

export const customerByCode = (code: string): Promise<Customer | undefined> =>
  reader().selectFrom('customers').selectAll().where('code', '=', code).executeTakeFirst()

/** How a customer is called where one name must do: the person, else the company. */
export const calledOf = ({ name, company }: Pick<Customer, 'name' | 'company'>): string => name ?? company ?? ''

export const customerName = async (id: number): Promise<string | undefined> => {
  const found = await reader()
    .selectFrom('customers')
    .select(['name', 'company'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found && calledOf(found)
}

export const contactsOf = (customer_id: number): Promise<Contact[]> =>
  reader().selectFrom('contacts').selectAll().where('customer_id', '=', customer_id).orderBy('id').execute()

/** A contact with the customer's owner, on whom the right to change it depends. */
export const findContact = (id: number): Promise<(Contact & { owner_id: number }) | undefined> =>
  reader()
    .selectFrom('contacts')
    .innerJoin('customers', 'customers.id', 'contacts.customer_id')
    .selectAll('contacts')
    .select('customers.owner_id')
    .where('contacts.id', '=', id)
    .executeTakeFirst()

/** A customer's talks with their authors, newest first. */
export const communicationsOf = (customer_id: number, limit: number) =>
  reader()
    .selectFrom('communications')
    .innerJoin('users', 'users.id', 'communications.user_id')
    .selectAll('communications')
    .select('users.name as who')
    .where('customer_id', '=', customer_id)
    .orderBy('happened_at', 'desc')
    .orderBy('communications.id', 'desc')
    .limit(limit)
    .execute()

/** How many talks and how many changes a customer's timeline holds. */
export async function timelineCounts(customer_id: number): Promise<{ communications: number; changes: number }> {
  const talks = reader().selectFrom('communications').where('customer_id', '=', customer_id)
  const changes = reader()
    .selectFrom('history')
    .where('subject', '=', 'customers')
    .where('subject_id', '=', customer_id)
  const [first, second] = await Promise.all([
    talks.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    changes.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { communications: first.count, changes: second.count }
}

/** A follow-up with its owner: whoever promised it. */
export const findFollowUp = (id: number): Promise<(Row<'communications'> & { owner_id: number }) | undefined> =>
  reader()
    .selectFrom('communications')
    .selectAll()
    .select('user_id as owner_id')
    .where('id', '=', id)
    .where('follow_up_on', 'is not', null)
    .where('follow_up_done_at', 'is', null)
    .executeTakeFirst()

/** A person's follow-ups due up to a day, longest waiting first. */
export const followUpsDue = (user_id: number, until: string, limit: number) =>
  reader()
    .selectFrom('communications')
    .innerJoin('customers', 'customers.id', 'communications.customer_id')
    .select([
      'communications.id',
      'communications.content',
      'communications.kind',
      'follow_up_on',
      'happened_at',
      'customers.id as customer_id',
      'customers.name',
      'customers.company',
      'customers.phone',
    ])
    .where('communications.user_id', '=', user_id)
    .where('follow_up_done_at', 'is', null)
    .where('follow_up_on', 'is not', null)
    .where('follow_up_on', '<=', until)
    .orderBy('follow_up_on')
    .orderBy('communications.id')
    .limit(limit)
    .execute()

/** How many follow-ups a person has due up to a day. */
export async function countFollowUpsDue(user_id: number, until: string): Promise<number> {
  const { count } = await reader()
    .selectFrom('communications')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .where('follow_up_done_at', 'is', null)
    .where('follow_up_on', 'is not', null)
    .where('follow_up_on', '<=', until)
    .executeTakeFirstOrThrow()
  return count
}

/** The customers a person touched last, by their own talks. */
export const lastTouched = (user_id: number, limit: number) =>
  reader()
    .selectFrom('customers')
    .select(['id', 'name', 'company', 'phone', 'last_contact_on', 'next_follow_up_on'])
    .where('owner_id', '=', user_id)
    .where('merged_into', 'is', null)
    .orderBy('last_contact_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
