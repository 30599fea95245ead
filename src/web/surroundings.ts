import { parse } from 'cookie'
import type { Request } from 'express'
import { chooseLocale } from '../i18n/locale.ts'
import type { Surroundings } from './route.ts'
import { unsealText } from './sealed.ts'

/** The cookie by which a browser is known in which somebody has signed in before. */
export const browserCookie = 'salesbook_browser'

const initialPasswordWaits = 10 * 60_000

/** What a handler may know of the request beside its form. */
export function surroundings(req: Request): Surroundings {
  const initial = req.session?.initial
  return {
    path: req.path,
    address: req.ip ?? '',
    browser: parse(req.get('cookie') ?? '')[browserCookie] ?? null,
    device: req.get('user-agent')?.slice(0, 200) ?? null,
    locale: chooseLocale(null, req.get('accept-language')),
    parameters: req.query,
    initial:
      initial && Date.now() - initial.at < initialPasswordWaits
        ? { user_id: initial.user_id, password: unsealText(initial.password, req.sessionID) }
        : null,
  }
}
