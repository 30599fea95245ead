import type { Server, ServerResponse } from 'node:http'

const patience = 10_000

/** On SIGTERM or SIGINT: takes no more requests, lets those under way end, then each part in its order, and exits. */
export function stopGently(server: Server, parts: (() => Promise<unknown>)[]): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    server.close(() => void inOrder(parts).then(exit(0), exit(1)))
    // A browser that keeps its connection is answered once more at most: one that never rests would be served for ever.
    server.prependListener('request', (_, res: ServerResponse) => res.setHeader('connection', 'close'))
    setInterval(() => server.closeIdleConnections(), 50).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const exit = (code: number) => () => process.exit(code)

async function inOrder(parts: (() => Promise<unknown>)[]): Promise<void> {
  for (const end of parts) await end()
}
