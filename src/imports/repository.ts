import type { Insertable, Updateable } from 'kysely'
import { reader, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { timestamp } from '../values/clock.ts'
import type { Mapping } from './file/header.ts'

/** A row of the imports table. */
export type Import = Row<'imports'>

/** The import with this id, if it exists. */
export const importById = (id: number): Promise<Import | undefined> =>
  reader().selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()

/** Inserts an import; returns its id. */
export const insertImport = async (values: Insertable<Tables['imports']>): Promise<number> =>
  (await writer().insertInto('imports').values(values).returning('id').executeTakeFirstOrThrow()).id

/** Updates columns of an import. */
export const updateImport = async (id: number, columns: Updateable<Tables['imports']>): Promise<void> => {
  await writer().updateTable('imports').set(columns).where('id', '=', id).execute()
}

/** The latest imports of these kinds, with the user's name. */
export const recentImports = (kinds: string[], limit: number) =>
  reader()
    .selectFrom('imports')
    .innerJoin('users', 'users.id', 'imports.user_id')
    .select(['imports.id', 'kind', 'file_name', 'state', 'imports.created_at', 'users.name as who', 'rows'])
    .where('kind', 'in', kinds)
    .orderBy('imports.created_at', 'desc')
    .orderBy('imports.id', 'desc')
    .limit(limit)
    .execute()

/** The stored mapping for a file with this header. */
export const rememberedMapping = async (kind: string, header_hash: string): Promise<Mapping | undefined> => {
  const found = await reader()
    .selectFrom('import_mappings')
    .select('mapping')
    .where('kind', '=', kind)
    .where('header_hash', '=', header_hash)
    .executeTakeFirst()
  return found && (JSON.parse(found.mapping) as Mapping)
}

/** Stores the mapping for files with this header. */
export const rememberMapping = async (kind: string, header_hash: string, mapping: Mapping): Promise<void> => {
  const columns = { mapping: JSON.stringify(mapping), at: timestamp() }
  await writer()
    .insertInto('import_mappings')
    .values({ kind, header_hash, ...columns })
    .onConflict((conflict) => conflict.columns(['kind', 'header_hash']).doUpdateSet(columns))
    .execute()
}

/** Imports created before this instant that still have staged rows. */
export const importsBefore = async (instant: string): Promise<number[]> =>
  (
    await reader()
      .selectFrom('imports')
      .select('imports.id')
      .where('created_at', '<', instant)
      .where((is) => is.exists(is.selectFrom('import_rows').select('line').whereRef('import_id', '=', 'imports.id')))
      .execute()
  ).map(({ id }) => id)
