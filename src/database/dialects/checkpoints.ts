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
/** From here on the log must begin anew; while somebody always reads it would grow for ever. */
const tooLong = 64 * 1024 * 1024
/** So seldom are those who write made to wait for that, in milliseconds; many at once write some 40 MB meanwhile. */
const between = 1_000

/** Takes the log of a database into its file beside the work. */
export interface Checkpoints {
  /** Something was committed. */
  committed(): void
  /** Takes all of the log, so that it begins anew: before much is written at once. Gives up where somebody reads for long. */
  whole(): Promise<void>
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
  let under = Promise.resolve()
  let answered: (() => void) | undefined
  let lastWhole = 0
  let ended = false

  function begin(): Worker {
    const worker = new Worker(threadFile, { workerData: { file }, execArgv: [] })
    worker.unref()
    // Its end is an answer too.
    for (const event of ['message', 'exit']) worker.on(event, () => answered?.())
    worker.on('error', () => {
      thread = undefined
      ended = true
      failed()
    })
    return worker
  }

  /** One after another. */
  function ask(wish: 'checkpoint' | 'anew' | 'whole'): Promise<void> {
    under = under.then(async () => {
      if (ended) return
      const worker = thread ?? begin()
      thread = worker
      // Somebody may wait for the answer: a command that had nothing else to do would end in the middle.
      worker.ref()
      await new Promise<void>((resolve) => {
        answered = resolve
        worker.postMessage(wish)
      })
      answered = undefined
      worker.unref()
    })
    return under
  }

  const size = (): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0

  return {
    committed() {
      if (timer || ended) return
      timer = setTimeout(() => {
        timer = undefined
        const length = size()
        if (ended || length < worthIt) return
        // Still at the last: what came since must not wait for the next commit.
        if (answered) return this.committed()
        const anew = length > tooLong && performance.now() - lastWhole > between
        if (anew) lastWhole = performance.now()
        void ask(anew ? 'anew' : 'checkpoint')
      }, pause).unref()
    },
    async whole() {
      if (size() >= worthIt) await ask('whole')
    },
    async end() {
      ended = true
      clearTimeout(timer)
      await under
      if (!thread) return
      const gone = once(thread, 'exit')
      thread.ref()
      thread.postMessage('end')
      await gone
    },
  }
}
