import { reader, writer } from '../database/database.ts'
import type { Row } from '../database/tables.ts'

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

export const forgetFailures = async (ids: string[]): Promise<void> => {
  await writer().deleteFrom('failures').where('id', 'in', ids).execute()
}
