import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// Takes what was committed from a database's log into its file whenever it is told to, and says when it is done.
const connection = new Sqlite((workerData as { file: string }).file, { timeout: 0 })
connection.pragma('synchronous = FULL')
// It reads next to nothing but the log.
connection.pragma('cache_size = -500')

/** So long, in milliseconds, a whole checkpoint waits for those who still read what was before; who writes waits meanwhile. */
const patience = 200
/** So often it is tried where much is about to be written, with as long a pause in between: who begins to read later is no hindrance. */
const attempts = 25

parentPort?.on('message', (wish: 'checkpoint' | 'anew' | 'whole' | 'end') => {
  if (wish === 'end') {
    connection.close()
    parentPort?.close()
    return
  }
  take()
  const most = { checkpoint: 0, anew: 1, whole: attempts }[wish]
  for (let tried = 0; tried < most && !beginAnew(); tried++) {
    if (tried + 1 === most) break
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience)
    take()
  }
  parentPort?.postMessage('done')
})

/** Passive: it waits for nobody and holds nobody up; what readers still need stays for the next time. */
const take = () => connection.pragma('wal_checkpoint(PASSIVE)')

/** Whether the log begins anew with the next commit. */
function beginAnew(): boolean {
  connection.pragma(`busy_timeout = ${patience}`)
  const [said] = connection.pragma('wal_checkpoint(RESTART)') as { busy: number }[]
  connection.pragma('busy_timeout = 0')
  return said?.busy === 0
}
