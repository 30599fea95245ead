import { constants } from 'node:zlib'
import compression from 'compression'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import onHeaders from 'on-headers'
import { settings } from '../../settings.ts'

/** Security headers; referrers stay within the site, for with no-referrer browsers send Origin: null on our own forms. */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // One policy, in public/js/trusted-types.js: pages that we fetched from ourselves.
        trustedTypes: ['salesbook'],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: settings().PUBLIC_URL?.startsWith('https:') ?? false,
    xFrameOptions: { action: 'deny' },
  })

/** Says how long the answer took to make: from arrival to its headers. */
export const serverTiming = (): RequestHandler => (_req, res, next) => {
  const arrived = performance.now()
  onHeaders(res, () => {
    res.setHeader('Server-Timing', `app;dur=${(performance.now() - arrived).toFixed(2)}`)
  })
  next()
}

/** Pages are private: nothing keeps them. */
export const privatePages: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  next()
}

const rulesPath = '/speculation-rules.json'

/** Names the rules by which browsers fetch the next page early: on pages of signed-in people, whose links they are for. */
export const speculationRules: RequestHandler = (req, res, next) => {
  onHeaders(res, () => {
    const html = String(res.getHeader('Content-Type')).startsWith('text/html')
    if (html && req.session?.user_id !== undefined) res.setHeader('Speculation-Rules', `"${rulesPath}"`)
  })
  next()
}

/** Gives a static file its type where its name doesn't. */
export const staticType = (res: Response, path: string): void => {
  if (path.endsWith(rulesPath)) res.type('application/speculationrules+json')
}

/** TRACE tells cookies back; a Host that isn't ours would end up in our answers. */
export const knownHost: RequestHandler = (req, res, next) => {
  const own = settings().PUBLIC_URL
  if (req.method === 'TRACE') res.status(405).set('Allow', 'GET, HEAD, POST').end()
  else if (own && req.get('host') !== new URL(own).host && req.path !== '/healthz')
    res.status(421).type('text').send('This address is not served here.')
  else next()
}

/**
 * Compresses what is sent. A page is some tens of kilobytes: a window of 128 KB holds it, where Brotli's own would be 4 MB for
 * each of many answers at once. Limit: a list beside a bare one; quality 1 makes 7.5 KB of 49 in 0.1 ms, quality 4 makes 6.6 in
 * 0.4 of the 2.7 that a list takes.
 */
export const compressResponses = (): RequestHandler =>
  compression({
    level: 4,
    memLevel: 7,
    windowBits: 14,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 17 } },
  })
