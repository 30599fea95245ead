import type { Server } from 'node:http'

const patience = 10_000

/** On SIGTERM or SIGINT: takes no more requests, lets those under way end, closes the database, exits. */
export function stopGently(server: Server, close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    server.close(() => {
      void close().then(() => process.exit(0))
    })
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
