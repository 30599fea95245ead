import { writer } from '../../database/database.ts'
import { timestamp } from '../../values/clock.ts'

const key = /^[\w-]{8,64}$/

/**
 * Takes the form's key first in the act's transaction. Undefined: go on. A text: the form was sent before, and that is
 * where its answer led.
 */
export async function claimIdempotencyKey(sent: unknown, user_id: number): Promise<string | undefined> {
  if (typeof sent !== 'string' || !key.test(sent)) return undefined
  const id = `${user_id}:${sent}`
  const { numInsertedOrUpdatedRows } = await writer()
    .insertInto('idempotency_keys')
    .values({ id, user_id, sent_at: timestamp(), location: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 0n) return undefined
  const before = await writer()
    .selectFrom('idempotency_keys')
    .select('location')
    .where('id', '=', id)
    .executeTakeFirst()
  return before?.location ?? '/'
}

/** Writes where the answer led, last in the same transaction. */
export async function storeResult(sent: unknown, user_id: number, location: string): Promise<void> {
  if (typeof sent !== 'string' || !key.test(sent)) return
  await writer().updateTable('idempotency_keys').set({ location }).where('id', '=', `${user_id}:${sent}`).execute()
}
