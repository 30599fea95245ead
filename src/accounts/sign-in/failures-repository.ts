import { reader, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'

/** What these counters stand at. */
export const failuresOf = (ids: string[]): Promise<Row<'failures'>[]> =>
  reader().selectFrom('failures').selectAll().where('id', 'in', ids).execute()

/** Counts one more, at this instant. */
export const addFailure = async (id: string, last_at: string): Promise<void> => {
  await writer()
    .insertInto('failures')
    .values({ id, count: 1, last_at })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((is) => ({ count: is('failures.count', '+', 1), last_at })),
    )
    .execute()
}

/** Counts one less, the last one being at this instant again. */
export const takeBackFailure = async (id: string, last_at: string): Promise<void> => {
  await writer()
    .updateTable('failures')
    .set((is) => ({ count: is('count', '-', 1), last_at }))
    .where('id', '=', id)
    .where('count', '>', 0)
    .execute()
}

/** The last failure was at this instant. */
export const touchFailures = async (ids: string[], last_at: string): Promise<void> => {
  await writer().updateTable('failures').set({ last_at }).where('id', 'in', ids).execute()
}

export const forgetFailures = async (ids: string[]): Promise<void> => {
  await writer().deleteFrom('failures').where('id', 'in', ids).execute()
}
