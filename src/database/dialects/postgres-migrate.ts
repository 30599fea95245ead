import pg from 'pg'
import { migrations } from '../../../migrations/index.ts'
import { WrongDatabase } from '../wrong-database.ts'
import { postgresSchemaBuilder } from './postgres-schema-builder.ts'

const migrationLockId = 0x534c424d

/**
 * Migrates the database to this program's schema; if several processes start at once, one of them does. Throws
 * WrongDatabase.
 */
export async function migratePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'salesbook migration' })
  // The running statement reports the error.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new WrongDatabase(`DATABASE_URL: ${error instanceof Error ? error.message || 'no answer' : 'no answer'}`)
  }
  try {
    await client.query(`select pg_advisory_lock(${migrationLockId})`)
    const version = await versionOf(client)
    if (version > migrations.length)
      throw new WrongDatabase(
        `the database comes from a newer Salesbook (schema ${version}; this version supports ${migrations.length}): install that version`,
      )
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue
      const statements: string[] = []
      migration.up(postgresSchemaBuilder(statements))
      await client.query(
        ['begin', ...statements, `update salesbook_schema set version = ${index + 1}`, 'commit'].join(';\n'),
      )
    }
  } finally {
    await client.end()
  }
}

/** The schema version in the database; prepares an empty database as version 0. Throws WrongDatabase. */
async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<DatabaseState>(
    `select current_setting('server_encoding') as encoding, to_regclass('salesbook_schema') is not null as ours,
      to_regclass('schema_version') is not null as unreleased,
      (select count(*) from information_schema.tables where table_schema = current_schema()) > 0 as used`,
  )
  const [state] = rows
  if (state?.ours) {
    const { rows: versions } = await client.query<{ version: number }>('select version from salesbook_schema')
    return versions[0]?.version ?? 0
  }
  const reason = state && unusableReason(state)
  if (reason) throw new WrongDatabase(reason)
  await client.query(
    `begin; create extension if not exists citext; create table salesbook_schema (version integer not null);
      insert into salesbook_schema values (0); commit`,
  )
  return 0
}

interface DatabaseState {
  encoding: string
  ours: boolean
  unreleased: boolean
  used: boolean
}

/** Why a database without our schema table can't be used, or undefined if it can. */
function unusableReason({ encoding, unreleased, used }: DatabaseState): string | undefined {
  if (unreleased)
    return "the database of DATABASE_URL was made by a Salesbook from before its first release and can't be read: use an empty one"
  if (used) return 'the database of DATABASE_URL is not a Salesbook database'
  return encoding === 'UTF8' ? undefined : 'the database of DATABASE_URL is not encoded in UTF8'
}
