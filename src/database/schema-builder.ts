import type Sqlite from 'better-sqlite3'

/**
 * What a migration can do; each dialect translates it. Columns are written in SQLite's syntax, with {id} for the
 * primary key.
 */
export interface Schema {
  table(name: string, columns: string): void
  /** Adds a column to an existing table: 'wechat text'. It must allow null or have a default. */
  column(table: string, definition: string): void
  /** Sets a new column of the rows that `condition` selects: `value` is another column of theirs. */
  fill(table: string, column: string, value: string, condition: string): void
  /** A table stored in the order of its primary key, without an id, where the database supports that. */
  withoutRowid(name: string, columns: string): void
  index(name: string, on: string): void
  dropIndex(name: string): void
  /** Rows of this table can be inserted, never updated or deleted. */
  appendOnly(table: string): void
  /**
   * Keeps a copy of another table's column: `table.column` always equals `from.value` of the row with the id in
   * `table.by`.
   */
  denormalize(copy: { table: string; column: string; by: string; from: string; value: string }): void
  /** Creates the gram index for a table's search, `${table}_search`. */
  searchable(table: string): void
}

/** One step of the schema; never edited once released. */
export interface Migration {
  name: string
  up(schema: Schema): void
}

/**
 * Runs migrations on SQLite: STRICT tables, triggers for append-only and denormalized data, contentless FTS5 for grams.
 */
export const sqliteSchemaBuilder = (connection: Sqlite.Database): Schema => ({
  table: (name, columns) =>
    void connection.exec(
      `create table ${name} (${columns.replaceAll('{id}', 'integer primary key autoincrement')}) strict`,
    ),
  column: (table, definition) => void connection.exec(`alter table ${table} add column ${definition}`),
  fill: (table, column, value, condition) =>
    void connection.exec(`update ${table} set ${column} = ${value} where ${condition}`),
  withoutRowid: (name, columns) => void connection.exec(`create table ${name} (${columns}) strict, without rowid`),
  index: (name, on) => void connection.exec(`create index ${name} on ${on}`),
  dropIndex: (name) => void connection.exec(`drop index ${name}`),
  appendOnly(table) {
    for (const operation of ['update', 'delete'])
      connection.exec(
        `create trigger ${table}_no_${operation} before ${operation} on ${table} begin select raise(abort, '${table} is append-only'); end`,
      )
  },
  denormalize({ table, column, by, from, value }) {
    const set = `update ${table} set ${column} = (select ${value} from ${from} where id = new.${by}) where id = new.id`
    const triggers = {
      made: `after insert on ${table} when new.${column} is null begin ${set}; end`,
      moved: `after update of ${by} on ${table} begin ${set}; end`,
      followed: `after update of ${value} on ${from} when new.${value} is not old.${value}
        begin update ${table} set ${column} = new.${value} where ${by} = new.id; end`,
    }
    for (const [act, on] of Object.entries(triggers)) connection.exec(`create trigger ${table}_${column}_${act} ${on}`)
  },
  searchable: (table) =>
    void connection.exec(
      `create virtual table ${table}_search using fts5(grams, content='', contentless_delete=1, detail=none, tokenize='unicode61')`,
    ),
})
