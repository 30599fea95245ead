import type { Migration } from '../src/database/schema-builder.ts'

/**
 * Imports, the rows of their files with the action for each, and earlier column mappings by header. Messages are stored
 * as keys.
 */
export const imports: Migration = {
  name: '0007_imports',
  up({ table, index }) {
    table(
      'imports',
      `id {id}, kind text not null, file_name text not null, encoding text not null check (encoding in ('utf-8', 'gb18030', 'utf-16le', 'utf-16be')),
      header text not null, examples text not null, mapping text not null,
      on_duplicate text not null check (on_duplicate in ('skip', 'fill', 'overwrite')), day_order text check (day_order in ('dmy', 'mdy')),
      people text not null default '{}', unknown_people text not null default '[]', ambiguous_day text,
      state text not null default 'reading' check (state in ('reading', 'preview', 'running', 'done', 'failed')),
      plan integer not null default 1, rows integer not null default 0, created integer not null default 0, updated integer not null default 0,
      skipped integer not null default 0, rejected integer not null default 0, error text,
      user_id integer not null references users (id), created_at text not null, finished_at text`,
    )
    table(
      'import_rows',
      `import_id integer not null references imports (id) on delete cascade, line integer not null, first_line integer not null,
      action text not null check (action in ('create', 'update', 'skip', 'reject')), reasons text not null, target_id integer,
      cells text not null, payload text, primary key (import_id, first_line, line)`,
    )
    index('import_rows_action', 'import_rows (import_id, action, first_line, line)')
    table(
      'import_mappings',
      'kind text not null, header_hash text not null, mapping text not null, at text not null, primary key (kind, header_hash)',
    )
  },
}
