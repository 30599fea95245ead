import { constants } from 'node:zlib'
import compression from 'compression'
import type { RequestHandler } from 'express'

/**
 * Compresses what is sent. A page is some tens of kilobytes: half of the usual window holds it, a tenth more of it is sent
 * in half of the time, and many answers at once take a quarter of the memory (Brotli's own window would be 4 MB each).
 */
export const compressed = (): RequestHandler =>
  compression({
    level: 4,
    memLevel: 7,
    windowBits: 14,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 17 } },
  })
