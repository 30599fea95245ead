import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { type Logger, pino } from 'pino'

/** Where the log goes: where it can't be written, its own disk being full say, a megabyte waits for room and the rest is lost. */
const output = pino.destination({ dest: 1, maxLength: 1_000_000 })
let stuck = false
output.on('error', () => {
  stuck = true
})
output.on('write', () => {
  stuck = false
})
// At the exit it would try again and again, without end.
const flush = output.flushSync.bind(output)
output.flushSync = () => stuck || flush()

/** The program's log: one JSON line each to standard output; never a query, a cookie or a body. */
export const log: Logger = pino(
  { base: null, enabled: process.env.NODE_ENV !== 'test', timestamp: pino.stdTimeFunctions.isoTime },
  output,
)

/** Lets the process go on where what it says can't be written; without listeners it would end there. */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** What the log knows of a request while it runs. */
interface Traced {
  id: string
  route: string | undefined
  user_id: number | undefined
}

const traces = new WeakMap<Request, Traced>()

/** The request's trace: its id stands on the error page and in the log. */
export function traceOf(req: Request): Traced {
  let trace = traces.get(req)
  if (!trace) {
    trace = { id: randomUUID().slice(0, 8), route: undefined, user_id: undefined }
    traces.set(req, trace)
  }
  return trace
}

/** One line a request: method, route pattern, status, milliseconds, account. */
export const requestLog = (): RequestHandler => (req, res, next) => {
  const arrived = performance.now()
  res.on('close', () => {
    const { id, route, user_id } = traceOf(req)
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
