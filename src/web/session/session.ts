import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Person } from '../../access/person.ts'
import { reader } from '../../database/database.ts'
import { type Place, prepareStatement } from '../../database/prepare-query.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Values } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import type { SavedMeanwhile } from '../concurrent-edits/shown-record.ts'
import type { Undo } from '../view-props.ts'
import { SessionStore } from './session-store.ts'

declare module 'express-session' {
  interface SessionData {
    user_id: number
    csrf: string
    device: string
    /** Message about what was done, the path of the page that shows it, and when. */
    flash: { key: MessageKey; values?: Values; undo?: Undo; meanwhile?: SavedMeanwhile; on: string; at: number }
    /** Whether the session is stored in the database. */
    kept?: boolean
  }
}

/** The session middleware over our own store. A session is created at sign-in, not before. */
export const sessions = (): RequestHandler =>
  session({
    name: 'salesbook',
    secret: secret(),
    store: new SessionStore(),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/' },
  })

/** The signed-in person; `must_change`: the initial password has not been changed yet. */
export type SignedIn = Person & { must_change: boolean }

const activeUser = prepareStatement((value: Place<{ id: number }>) =>
  reader()
    .selectFrom('users')
    .select(['id', 'username', 'name', 'role', 'locale', 'theme', 'must_change'])
    .where('id', '=', value('id'))
    .where('active', '=', 1),
)

/** The signed-in person; undefined for a deactivated account. A request without a path, as in GET *, has no session. */
export async function signedInPerson(req: Request): Promise<SignedIn | undefined> {
  const id = (req.session as Request['session'] | undefined)?.user_id
  if (id === undefined) return undefined
  const [user] = await activeUser({ id })
  return user && { ...user, must_change: user.must_change === 1 }
}

/**
 * The key that signs cookies: SECRET, or a file created once and readable by its owner only, so that sessions survive a
 * restart.
 */
function secret(): string {
  const configured = settings().SECRET
  if (configured) return configured
  const file = join(settings().DATA_DIR, 'secret')
  mkdirSync(settings().DATA_DIR, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
