import { writer } from '../../database/database.ts'
import { timestamp } from '../../values/clock.ts'

const key = /^[\w-]{8,64}$/

/**
 * Claims the form's idempotency key; call it first in the action's transaction. Returns undefined for a new key, or the
 * path that the first submission redirected to.
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
  const earlier = await writer()
    .selectFrom('idempotency_keys')
    .select('location')
    .where('id', '=', id)
    .executeTakeFirst()
  return earlier?.location ?? '/'
}

/** Stores the path that the answer redirects to; call it last in the same transaction. */
export async function storeResult(sent: unknown, user_id: number, location: string): Promise<void> {
  if (typeof sent !== 'string' || !key.test(sent)) return
  await writer().updateTable('idempotency_keys').set({ location }).where('id', '=', `${user_id}:${sent}`).execute()
}
