import { reader, transaction, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'

/** The stored counters with these ids. */
export const findFailureCounters = (ids: string[]): Promise<Row<'login_failures'>[]> =>
  reader().selectFrom('login_failures').selectAll().where('id', 'in', ids).execute()

/** Increments a counter and sets the time of its last failure. */
export const addFailure = async (id: string, last_at: string): Promise<void> => {
  await writer()
    .insertInto('login_failures')
    .values({ id, count: 1, last_at })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((is) => ({ count: is('login_failures.count', '+', 1), last_at })),
    )
    .execute()
}

/** Decrements a counter and restores the time of the failure before. */
export const undoSignInFailure = async (id: string, last_at: string): Promise<void> => {
  await writer()
    .updateTable('login_failures')
    .set((is) => ({ count: is('count', '-', 1), last_at }))
    .where('id', '=', id)
    .where('count', '>', 0)
    .execute()
}

/** Sets the time of the last failure. */
export const touchFailures = async (ids: string[], last_at: string): Promise<void> => {
  await writer().updateTable('login_failures').set({ last_at }).where('id', 'in', ids).execute()
}

/** Resets counters of failed attempts. */
export const deleteLoginFailuresByIds = async (ids: string[]): Promise<void> => {
  await writer().deleteFrom('login_failures').where('id', 'in', ids).execute()
}

/** Deletes counters older than a day; they no longer cause a delay. */
export const deleteOldFailures = (): Promise<void> =>
  transaction(async () => {
    const dayAgo = new Date(Date.now() - 24 * 3_600_000).toISOString()
    await writer().deleteFrom('login_failures').where('last_at', '<', dayAgo).execute()
  })
