import type { Migration } from '../src/database/schema-builder.ts'

/**
 * Opportunities with updates and credit shares. Amounts in minor units, probability in whole percent; null is the
 * stage's default. `last_update_on` is the business date of the last update, `closed_on` of being won, lost or
 * superseded, `stale_on` the date from which an open one counts as stale.
 */
export const opportunities: Migration = {
  name: '0004_opportunities',
  up({ table, index, searchable }) {
    table(
      'opportunities',
      `id {id}, customer_id integer not null references customers (id), title text not null, source text, summary text, expected_amount integer, expected_close_on text,
      stage text not null default 'prospecting' check (stage in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost', 'superseded')),
      probability integer check (probability between 0 and 100), owner_id integer not null references users (id), feedback text, loss_reason text,
      next_step text, next_step_on text, last_update_on text not null, closed_on text, stale_on text,
      version integer not null default 1, created_at text not null, created_by integer not null references users (id), title_sort text not null, search_text text not null`,
    )
    // The further columns are those that filters and counts use, so that they read only the index.
    index('opportunities_last_update', 'opportunities (last_update_on, id, expected_close_on, stage, source)')
    index(
      'opportunities_owner_id',
      'opportunities (owner_id, last_update_on, id, expected_close_on, stage, source, stale_on, closed_on)',
    )
    index('opportunities_stage', 'opportunities (stage, last_update_on, id, expected_close_on, source)')
    index('opportunities_customer_id', 'opportunities (customer_id, last_update_on, id)')
    index('opportunities_title_sort', 'opportunities (title_sort, id)')
    index('opportunities_expected_amount', 'opportunities (expected_amount, id, stage)')
    index('opportunities_expected_close_on', 'opportunities (expected_close_on, id, stage, source, last_update_on)')
    index(
      'opportunities_stale',
      'opportunities (stale_on, id, last_update_on, stage, source, expected_close_on) where stale_on is not null',
    )
    index(
      'opportunities_without_next_step',
      'opportunities (last_update_on, id, expected_close_on, stage, source, closed_on, next_step) where closed_on is null and next_step is null',
    )
    index('opportunities_closed_on', 'opportunities (closed_on, owner_id, stage) where closed_on is not null')
    searchable('opportunities')
    table(
      'opportunity_updates',
      'id {id}, opportunity_id integer not null references opportunities (id), note text, user_id integer not null references users (id), created_at text not null',
    )
    index('opportunity_updates_opportunity', 'opportunity_updates (opportunity_id, id)')
    table(
      'opportunity_credits',
      'opportunity_id integer not null references opportunities (id) on delete cascade, user_id integer not null references users (id), percent integer not null check (percent between 1 and 100), primary key (opportunity_id, user_id)',
    )
  },
}
