import { parse } from 'cookie'
import type { Request } from 'express'
import { chooseLocale } from '../i18n/locale.ts'
import type { RequestContext } from './route.ts'

/** Cookie that identifies a browser in which somebody has signed in before. */
export const browserCookie = 'salesbook_browser'

/** What handlers may read of the request besides its form. */
export const requestContext = (req: Request): RequestContext => ({
  path: req.path,
  address: req.ip ?? '',
  browser: parse(req.get('cookie') ?? '')[browserCookie] ?? null,
  device: req.get('user-agent')?.slice(0, 200) ?? null,
  locale: chooseLocale(null, req.get('accept-language')),
  parameters: req.query,
})
