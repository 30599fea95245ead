import type { Migration } from '../src/database/schema-builder.ts'

/** Accounts and sign-in, and what every feature uses: history, idempotency keys, jobs, choice lists, counters. */
export const foundation: Migration = {
  name: '0001_foundation',
  up({ table, index, appendOnly }) {
    table('settings', 'name text primary key, value text not null')
    table(
      'users',
      `id {id}, username text not null unique collate nocase, name text not null, role text not null check (role in ('salesperson', 'manager')),
      locale text check (locale in ('zh-CN', 'en')), theme text check (theme in ('light', 'dark')), active integer not null default 1,
      password_hash text not null, must_change integer not null default 1, initial_until text, created_at text not null, version integer not null default 1`,
    )
    table(
      'sessions',
      'id text primary key, user_id integer references users (id) on delete cascade, created_at text not null, last_seen_at text not null, device text, data text not null',
    )
    table(
      'trusted_devices',
      'id text primary key, user_id integer not null references users (id), created_at text not null',
    )
    table('login_failures', 'id text primary key, count integer not null, last_at text not null')
    table(
      'idempotency_keys',
      'id text primary key, user_id integer not null references users (id), sent_at text not null, location text',
    )
    table(
      'history',
      `id {id}, subject text not null, subject_id integer not null, what text not null, field text, old text, new text, details text, reason text,
      user_id integer references users (id), at text not null`,
    )
    index('history_subject', 'history (subject, subject_id, id)')
    appendOnly('history')
    table(
      'jobs',
      `id {id}, name text not null, payload text not null, state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
      run_at text not null, attempts integer not null default 0, error text, user_id integer references users (id), finished_at text`,
    )
    table('choice_lists', 'id {id}, list text not null, value text not null, unique (list, value)')
    table('counters', 'name text primary key, value integer not null')
  },
}
