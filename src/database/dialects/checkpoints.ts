import { once } from 'node:events'
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** Threads run built code, also where this file itself runs from its source. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/src/database/dialects/checkpoint-thread.js'
    : './checkpoint-thread.js',
  import.meta.url,
)

/** A smaller log is left alone: closing takes it into the file. */
const worthIt = 4 * 1024 * 1024
/** So long after a commit, in milliseconds, that many of them are taken at once. */
const pause = 500

/** Takes the log of a database into its file beside the work. */
export interface Checkpoints {
  /** Something was committed. */
  committed(): void
  /** Ends the thread, if there is one; no other connection may be closed after the writing one. */
  end(): Promise<void>
}

/**
 * SQLite would do it within whichever commit finds the log long enough, and that of a large import would hold everybody
 * up for a second. `failed` is told when the thread is gone and SQLite must do so after all.
 */
export function checkpoints(file: string, failed: () => void): Checkpoints {
  let thread: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let busy = false
  let ended = false

  function begin(): Worker {
    const worker = new Worker(threadFile, { workerData: { file }, execArgv: [] })
    worker.unref()
    worker.on('message', () => {
      busy = false
    })
    worker.on('error', () => {
      thread = undefined
      ended = true
      failed()
    })
    return worker
  }

  return {
    committed() {
      if (timer || ended) return
      timer = setTimeout(() => {
        timer = undefined
        const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
        if (ended || size < worthIt) return
        // Still at the last: what came since must not wait for the next commit.
        if (busy) return this.committed()
        busy = true
        thread ??= begin()
        thread.postMessage('checkpoint')
      }, pause).unref()
    },
    async end() {
      ended = true
      clearTimeout(timer)
      if (!thread) return
      const gone = once(thread, 'exit')
      thread.postMessage('end')
      await gone
    },
  }
}
