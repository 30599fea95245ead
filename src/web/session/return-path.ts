import type { Request } from 'express'
import type { Route } from '../route.ts'

/** Finds the page on which the form that posts to a path stands. */
export type FormPage = (path: string) => string

const maxLength = 2000

/**
 * A path of this site to go on to, or null. It has no backslash, space or control character, and its path neither empty
 * nor dot segments nor encoded slashes or percent signs, so no browser and no proxy can read another host into it.
 */
export function localPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > maxLength || !text.isWellFormed()) return null
  if (!text.startsWith('/') || /[\s\p{C}\\]/u.test(text)) return null
  const [path = ''] = text.split(/[?#]/)
  if (path.includes('//') || /%(2[ef5]|5c|[01][0-9a-f]|7f)/i.test(path) || /\/\.{1,2}(\/|$)/.test(path)) return null
  return path === '/login' || path === '/logout' ? null : text
}

/** The sign-in page's address for a request without a session: it leads back to the page that was asked for. */
export function signInAddress(req: Request, formPage: FormPage): string {
  const next = returnPath(req, formPage)
  const isForm = req.method === 'POST' && req.path !== '/logout'
  const parameters = new URLSearchParams({ ...(next !== '/' && { next }), ...(isForm && { sent: '1' }) })
  return parameters.size > 0 ? `/login?${parameters}` : '/login'
}

/** The page to go on to after signing in or changing the password: the one asked for, or the page of the form sent. */
export function returnPath(req: Request, formPage: FormPage): string {
  if (req.method === 'GET' || req.method === 'HEAD') return localPath(req.originalUrl) ?? '/'
  if (req.method !== 'POST') return '/'
  const page = localPath(formPage(req.path)) ?? '/'
  return page === '/' ? (pageBefore(req) ?? '/') : page
}

/** The page of this site that the request came from, for forms whose path does not tell (the reversal of a payment). */
function pageBefore(req: Request): string | null {
  const referrer = req.get('referer') ?? ''
  if (!URL.canParse(referrer)) return null
  const { host, pathname, search } = new URL(referrer)
  return host === req.get('host') ? localPath(pathname + search) : null
}

/**
 * Where forms stand: a new record's at PATH/new, an existing one's at PATH/edit, others on the page with their own path,
 * or else on the nearest page above it.
 */
export function formPageFinder(routes: readonly Pick<Route, 'method' | 'path'>[]): FormPage {
  const pages = routes.filter(({ method, path }) => method === 'get' && !/\.\w+$/.test(path)).map(({ path }) => path)
  const literal = new Set(pages)
  const patterns = pages.map((path) => new RegExp(`^${path.replace(/:\w+/g, '\\d+')}$`))
  const isPage = (path: string) => literal.has(path) || patterns.some((pattern) => pattern.test(path))
  return (path) => {
    for (const page of [`${path}/edit`, `${path}/new`]) if (isPage(page)) return page
    let page = path
    while (page !== '' && !isPage(page)) page = page.slice(0, page.lastIndexOf('/'))
    return page || '/'
  }
}
