import type { Server, ServerResponse } from 'node:http'

const forcedExitMs = 10_000

/** On SIGTERM or SIGINT: refuses new requests, waits for running ones, ends each part in order, then exits. */
export function shutDownGracefully(server: Server, parts: (() => Promise<unknown>)[]): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), forcedExitMs).unref()
    server.close(() => void inOrder(parts).then(exit(0), exit(1)))
    // Closes keep-alive connections with their next response; otherwise an active browser would be served forever.
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
