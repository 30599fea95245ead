import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { migrations } from '../../migrations/index.ts'
import { applicationId, openWriter, unreleasedIds } from './dialects/sqlite.ts'
import { sqliteSchemaBuilder } from './schema-builder.ts'
import { WrongDatabase } from './wrong-database.ts'

/** Migrates a SQLite file to this program's schema, with one transaction per step. Throws WrongDatabase. */
export function migrate(file: string): void {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const connection = openWriter(file)
  try {
    const id = connection.pragma('application_id', { simple: true })
    const version = Number(connection.pragma('user_version', { simple: true }))
    const empty = connection.prepare('select count(*) from sqlite_schema').pluck().get() === 0
    if (unreleasedIds.includes(Number(id)))
      throw new WrongDatabase(
        `${file} was made by a Salesbook from before its first release and can't be read: move it away, or export its data with the version that made it`,
      )
    if (!empty && id !== applicationId) throw new WrongDatabase(`${file} is not a Salesbook database`)
    if (version > migrations.length)
      throw new WrongDatabase(
        `${file} comes from a newer Salesbook (schema ${version}; this version supports ${migrations.length}): install that version, or restore a backup`,
      )
    connection.pragma(`application_id = ${applicationId}`)
    migrations.slice(version).forEach((migration, index) => {
      connection.transaction(() => {
        migration.up(sqliteSchemaBuilder(connection))
        connection.pragma(`user_version = ${version + index + 1}`)
      })()
    })
  } finally {
    connection.close()
  }
}
