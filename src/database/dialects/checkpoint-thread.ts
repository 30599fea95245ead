import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// Takes what was committed from a database's log into its file whenever it is told to, and says when it is done.
const connection = new Sqlite((workerData as { file: string }).file, { timeout: 0 })
connection.pragma('synchronous = FULL')
// It reads next to nothing but the log.
connection.pragma('cache_size = -500')

/** So long, in milliseconds, a whole checkpoint waits for those who still read what was before; who writes waits meanwhile. */
const patience = 2_000

parentPort?.on('message', (wish: 'checkpoint' | 'whole' | 'end') => {
  if (wish === 'end') {
    connection.close()
    parentPort?.close()
    return
  }
  // Passive: it waits for nobody and holds nobody up; what readers still need stays for the next time.
  connection.pragma('wal_checkpoint(PASSIVE)')
  if (wish === 'whole') {
    connection.pragma(`busy_timeout = ${patience}`)
    connection.pragma('wal_checkpoint(RESTART)')
    connection.pragma('busy_timeout = 0')
  }
  parentPort?.postMessage('done')
})
