import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// Takes what was committed from a database's log into its file whenever it is told to, and says when it is done.
const connection = new Sqlite((workerData as { file: string }).file, { timeout: 0 })
connection.pragma('synchronous = FULL')

parentPort?.on('message', (wish: 'checkpoint' | 'end') => {
  if (wish === 'end') {
    connection.close()
    parentPort?.close()
    return
  }
  // Passive: it waits for nobody and holds nobody up; what readers still need stays for the next time.
  connection.pragma('wal_checkpoint(PASSIVE)')
  parentPort?.postMessage('done')
})
