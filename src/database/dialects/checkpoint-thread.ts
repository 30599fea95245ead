import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// Copies a database's WAL into its file on request and reports when it is done.
const connection = new Sqlite((workerData as { file: string }).file, { timeout: 0 })
connection.pragma('synchronous = FULL')
// It reads hardly anything besides the WAL.
connection.pragma('cache_size = -500')

/** Milliseconds a full checkpoint waits for readers of older data; writers wait meanwhile. */
const busyTimeoutMs = 200
/**
 * Attempts before a large write, with an equally long pause after each; readers that start in the meantime do not block
 * it.
 */
const maxAttempts = 25

parentPort?.on('message', (request: 'checkpoint' | 'restart' | 'full' | 'end') => {
  if (request === 'end') {
    connection.close()
    parentPort?.close()
    return
  }
  passiveCheckpoint()
  const attemptLimit = { checkpoint: 0, restart: 1, full: maxAttempts }[request]
  for (let attempt = 0; attempt < attemptLimit && !restartWal(); attempt++) {
    if (attempt + 1 === attemptLimit) break
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyTimeoutMs)
    passiveCheckpoint()
  }
  parentPort?.postMessage('done')
})

/** A passive checkpoint waits for nobody and blocks nobody; what readers still need is left for the next one. */
const passiveCheckpoint = () => connection.pragma('wal_checkpoint(PASSIVE)')

/** Whether the next commit starts the WAL from the beginning. */
function restartWal(): boolean {
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
  const [result] = connection.pragma('wal_checkpoint(RESTART)') as { busy: number }[]
  connection.pragma('busy_timeout = 0')
  return result?.busy === 0
}
