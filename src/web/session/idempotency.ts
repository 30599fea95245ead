import { createHash } from 'node:crypto'
import { writer } from '../../database/database.ts'
import { timestamp } from '../../values/clock.ts'

const key = /^[\w-]{8,64}$/

/**
 * The id of one submission: who sent it, its idempotency key, and a hash of what was sent. A form that the browser's Back
 * shows again has the same key; other content makes it another submission. Undefined without a valid key.
 */
export function submissionId(sent: unknown, user_id: number, content: unknown): string | undefined {
  if (typeof sent !== 'string' || !key.test(sent)) return undefined
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
  return `${user_id}:${sent}:${hash}`
}

/**
 * Claims a submission; call it first in the action's transaction. Returns undefined for a new one, or the path that the
 * first one redirected to.
 */
export async function claimSubmission(id: string, user_id: number): Promise<string | undefined> {
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
export async function storeResult(id: string, location: string): Promise<void> {
  await writer().updateTable('idempotency_keys').set({ location }).where('id', '=', id).execute()
}
