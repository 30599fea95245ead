import { createHash } from 'node:crypto'
import { type SessionData, Store } from 'express-session'
import { reader, transaction, writer } from '../../database/database.ts'
import { type Place, prepareStatement } from '../../database/prepare-query.ts'

const hour = 3_600_000
const idleMs = 8 * hour
const absoluteMs = 7 * 24 * hour

const hash = (sid: string): string => createHash('sha256').update(sid).digest('hex')
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString()

const findSession = prepareStatement((value: Place<{ id: string; seen_after: string; made_after: string }>) =>
  reader()
    .selectFrom('sessions')
    .select('data')
    .where('id', '=', value('id'))
    .where('last_seen_at', '>', value('seen_after'))
    .where('created_at', '>', value('made_after')),
)

/**
 * Stores sessions under a hash of their id, so that a copy of the database can't be used to sign in. Sessions expire
 * after 8 hours without a request, and after 7 days in any case.
 */
export class SessionStore extends Store {
  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    findSession({ id: hash(sid), seen_after: ago(idleMs), made_after: ago(absoluteMs) }).then(
      ([row]) => callback(null, row ? (JSON.parse(row.data) as SessionData) : null),
      callback,
    )
  }

  /**
   * A session that was stored before is only updated: if it has been ended meanwhile, a running request must not
   * restore it.
   */
  override set(sid: string, session: SessionData, callback?: (error?: unknown) => void): void {
    const id = hash(sid)
    const now = new Date().toISOString()
    const columns = {
      user_id: session.user_id ?? null,
      data: JSON.stringify({ ...session, kept: true }),
      last_seen_at: now,
      device: session.device ?? null,
    }
    transaction<unknown>(() =>
      session.kept
        ? writer().updateTable('sessions').set(columns).where('id', '=', id).execute()
        : writer()
            .insertInto('sessions')
            .values({ id, created_at: now, ...columns })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
            .execute(),
    ).then(() => callback?.(), callback)
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    transaction(() => writer().deleteFrom('sessions').where('id', '=', hash(sid)).execute()).then(
      () => callback?.(),
      callback,
    )
  }

  /**
   * Calls back at once and writes at most once a minute without waiting: express-session delays the response until
   * then.
   */
  override touch(sid: string, _session: SessionData, callback?: () => void): void {
    callback?.()
    const id = hash(sid)
    const last = touchedAt.get(id) ?? 0
    if (Date.now() - last < 60_000) return
    if (touchedAt.size > 10_000) touchedAt.clear()
    touchedAt.set(id, Date.now())
    if (last === 0) return
    transaction(() =>
      writer().updateTable('sessions').set({ last_seen_at: new Date().toISOString() }).where('id', '=', id).execute(),
    ).catch(() => touchedAt.delete(id))
  }
}

const touchedAt = new Map<string, number>()

/** Whether a session exists; false once somebody has ended it. */
export const sessionExists = async (sid: string): Promise<boolean> =>
  (await reader().selectFrom('sessions').select('id').where('id', '=', hash(sid)).executeTakeFirst()) !== undefined

/** Ends all sessions of an account, except the one with the id `except`. */
export const endSessions = async (user_id: number, except?: string): Promise<void> => {
  const ofAccount = writer().deleteFrom('sessions').where('user_id', '=', user_id)
  await (except ? ofAccount.where('id', '!=', hash(except)) : ofAccount).execute()
}

/** Deletes expired sessions, and idempotency keys older than a day. */
export const deleteExpired = (): Promise<void> =>
  transaction(async () => {
    await writer()
      .deleteFrom('sessions')
      .where((is) => is.or([is('last_seen_at', '<', ago(idleMs)), is('created_at', '<', ago(absoluteMs))]))
      .execute()
    await writer()
      .deleteFrom('idempotency_keys')
      .where('sent_at', '<', ago(24 * hour))
      .execute()
  })
