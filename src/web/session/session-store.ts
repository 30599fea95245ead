import { createHash } from 'node:crypto'
import { type SessionData, Store } from 'express-session'
import { reader, transaction, writer } from '../../database/database.ts'
import { type Place, prepareQuery } from '../../database/prepare-query.ts'

const hour = 3_600_000
const idle = 8 * hour
const absolute = 7 * 24 * hour

const hashed = (sid: string): string => createHash('sha256').update(sid).digest('hex')
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString()

const find = prepareQuery((value: Place<{ id: string; seen_after: string; made_after: string }>) =>
  reader()
    .selectFrom('sessions')
    .select('data')
    .where('id', '=', value('id'))
    .where('last_seen_at', '>', value('seen_after'))
    .where('created_at', '>', value('made_after')),
)

/** Sessions in the database, by the hash of their id: a copy of the file signs nobody in. Idle 8 h, absolute 7 days. */
export class SessionStore extends Store {
  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    find({ id: hashed(sid), seen_after: ago(idle), made_after: ago(absolute) }).then(
      ([row]) => callback(null, row ? (JSON.parse(row.data) as SessionData) : null),
      callback,
    )
  }

  /** One that was kept before is only changed: where it has been ended meanwhile, an answer on its way doesn't bring it back. */
  override set(sid: string, session: SessionData, callback?: (error?: unknown) => void): void {
    const id = hashed(sid)
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
    transaction(() => writer().deleteFrom('sessions').where('id', '=', hashed(sid)).execute()).then(
      () => callback?.(),
      callback,
    )
  }

  /** Answers at once and writes at most once a minute, never awaited: express-session holds the page for it. */
  override touch(sid: string, _session: SessionData, callback?: () => void): void {
    callback?.()
    const id = hashed(sid)
    const last = touched.get(id) ?? 0
    if (Date.now() - last < 60_000) return
    if (touched.size > 10_000) touched.clear()
    touched.set(id, Date.now())
    if (last === 0) return
    transaction(() =>
      writer().updateTable('sessions').set({ last_seen_at: new Date().toISOString() }).where('id', '=', id).execute(),
    ).catch(() => touched.delete(id))
  }
}

const touched = new Map<string, number>()

/** Whether a session is there and nobody has ended it. */
export const sessionExists = async (sid: string): Promise<boolean> =>
  (await reader().selectFrom('sessions').select('id').where('id', '=', hashed(sid)).executeTakeFirst()) !== undefined

/** Ends every session of an account, save one by its id. */
export const endSessions = async (user_id: number, except?: string): Promise<void> => {
  const all = writer().deleteFrom('sessions').where('user_id', '=', user_id)
  await (except ? all.where('id', '!=', hashed(except)) : all).execute()
}

/** Removes what nobody can use any more: sessions past their time, and the keys of forms sent a day ago. */
export const deleteExpired = (): Promise<void> =>
  transaction(async () => {
    await writer()
      .deleteFrom('sessions')
      .where((is) => is.or([is('last_seen_at', '<', ago(idle)), is('created_at', '<', ago(absolute))]))
      .execute()
    await writer()
      .deleteFrom('idempotency_keys')
      .where('sent_at', '<', ago(24 * hour))
      .execute()
  })
