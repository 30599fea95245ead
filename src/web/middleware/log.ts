import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { type Logger, pino } from 'pino'

/** Log output. While it can't be written, as on a full disk, up to a megabyte is buffered and the rest is dropped. */
const output = pino.destination({ dest: 1, maxLength: 1_000_000 })
let stuck = false
output.on('error', () => {
  stuck = true
})
output.on('write', () => {
  stuck = false
})
// Otherwise the flush at exit would retry forever.
const flush = output.flushSync.bind(output)
output.flushSync = () => stuck || flush()

/** The program's log: one JSON line per entry on standard output; never a query, a cookie or a body. */
export const log: Logger = pino(
  { base: null, enabled: process.env.NODE_ENV !== 'test', timestamp: pino.stdTimeFunctions.isoTime },
  output,
)

/**
 * Keeps the process alive when standard output or standard error can't be written; without listeners, it would exit.
 */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** What is logged about a request. */
interface Trace {
  id: string
  route: string | undefined
  user_id: number | undefined
}

const traces = new WeakMap<Request, Trace>()

/** The request's log data; its id also appears on the error page. */
export function traceOfRequest(req: Request): Trace {
  let trace = traces.get(req)
  if (!trace) {
    trace = { id: randomUUID().slice(0, 8), route: undefined, user_id: undefined }
    traces.set(req, trace)
  }
  return trace
}

/** Logs one line per request: method, route pattern, status, milliseconds, account. */
export const requestLog = (): RequestHandler => (req, res, next) => {
  const arrived = performance.now()
  res.on('close', () => {
    const { id, route, user_id } = traceOfRequest(req)
    log.info({
      id,
      method: req.method,
      route: route ?? 'none',
      status: res.statusCode,
      ms: Math.round(performance.now() - arrived),
      user: user_id,
    })
  })
  next()
}
