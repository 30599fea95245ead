import type { Migration } from '../src/database/schema-builder.ts'

/** Customers with contacts and communications, and the match keys by which duplicates are found. */
export const customers: Migration = {
  name: '0002_customers',
  up({ table, withoutRowid, index, searchable }) {
    table(
      'customers',
      `id {id}, code text not null unique collate nocase, name text, title text, company text, phone text, email text, other_contact text, region text, city text,
      address text, industry text, source text, level text check (level in ('A', 'B', 'C')), owner_id integer not null references users (id), notes text,
      version integer not null default 1, created_at text not null, created_by integer not null references users (id),
      merged_into integer references customers (id), last_contact_on text, next_follow_up_on text,
      name_sort text not null, company_sort text not null, search_text text not null`,
    )
    // The further columns are those that filters and counts use, so that they read only the index.
    const indexOn = (columns: string) =>
      `customers (${columns}, id, merged_into, level, region, source, owner_id) where merged_into is null`
    index('customers_name_sort', indexOn('name_sort'))
    index('customers_company_sort', indexOn('company_sort'))
    index('customers_next_follow_up_on', indexOn('next_follow_up_on'))
    index('customers_last_contact', indexOn('last_contact_on'))
    for (const column of ['owner_id', 'region', 'level'])
      index(`customers_${column}`, indexOn(`${column}, last_contact_on`))
    searchable('customers')
    withoutRowid(
      'customer_match_keys',
      `customer_id integer not null references customers (id) on delete cascade, kind text not null check (kind in ('phone', 'email', 'company', 'name_city')),
      key text not null, primary key (customer_id, kind, key)`,
    )
    index('customer_match_keys_key', 'customer_match_keys (kind, key, customer_id)')
    table(
      'not_duplicates',
      `id {id}, low_id integer not null references customers (id) on delete cascade, high_id integer not null references customers (id) on delete cascade,
      low_version integer not null, high_version integer not null, user_id integer not null references users (id), at text not null, unique (low_id, high_id)`,
    )
    table(
      'contacts',
      `id {id}, customer_id integer not null references customers (id), name text not null, title text, phone text, email text,
      version integer not null default 1, created_at text not null, created_by integer not null references users (id)`,
    )
    index('contacts_customer', 'contacts (customer_id, id)')
    table(
      'communications',
      `id {id}, customer_id integer not null references customers (id), user_id integer not null references users (id),
      kind text not null check (kind in ('call', 'visit', 'meeting', 'email', 'message', 'other')), happened_at text not null, content text not null,
      opportunity_id integer, follow_up_on text, follow_up_done_at text, created_at text not null`,
    )
    index('communications_customer', 'communications (customer_id, happened_at desc, id desc)')
    index(
      'communications_due',
      'communications (user_id, follow_up_on) where follow_up_on is not null and follow_up_done_at is null',
    )
    index('communications_opportunity', 'communications (opportunity_id) where opportunity_id is not null')
  },
}
