import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Person } from '../../access/person.ts'
import { reader } from '../../database/database.ts'
import { type Place, prepareQuery } from '../../database/prepare-query.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Values } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import { SessionStore } from './session-store.ts'

declare module 'express-session' {
  interface SessionData {
    user_id: number
    csrf: string
    device: string
    /** What was done, the path of the page that shows it, and when. */
    flash: { key: MessageKey; values?: Values; undo?: string; on: string; at: number }
    /** Whether it stands in the database. */
    kept?: boolean
  }
}

/** express-session over our own store; there is no session before sign-in. */
export const sessions = (): RequestHandler =>
  session({
    name: 'salesbook',
    secret: secret(),
    store: new SessionStore(),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/' },
  })

/** Who is signed in, with whether the initial password is still to be changed. */
export type SignedIn = Person & { must_change: boolean }

const activeUser = prepareQuery((value: Place<{ id: number }>) =>
  reader()
    .selectFrom('users')
    .select(['id', 'username', 'name', 'role', 'locale', 'theme', 'must_change'])
    .where('id', '=', value('id'))
    .where('active', '=', 1),
)

/** The person of this request; a deactivated account is nobody. An address without a path, as in GET *, has no session. */
export async function signedIn(req: Request): Promise<SignedIn | undefined> {
  const id = (req.session as Request['session'] | undefined)?.user_id
  if (id === undefined) return undefined
  const [user] = await activeUser({ id })
  return user && { ...user, must_change: user.must_change === 1 }
}

/** Made once, readable by the owner alone: cookies signed by it stay good over a restart. */
function secret(): string {
  const given = settings().SECRET
  if (given) return given
  const file = join(settings().DATA_DIR, 'secret')
  mkdirSync(settings().DATA_DIR, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
