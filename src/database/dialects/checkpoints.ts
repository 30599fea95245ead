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

type Wish = 'checkpoint' | 'anew' | 'whole'

/**
 * Takes the log of a database into its file beside the work. SQLite would do it within whichever commit finds the log long
 * enough. Limit: a customer's page beside an import, 50 ms for 99 of 100; the log of an import of 100,000 takes a second.
 */
export class Checkpoints {
  readonly #file: string
  readonly #thread: CheckpointThread
  #timer: NodeJS.Timeout | undefined
  #lastAnew = 0

  /** `failed` is told when the thread is gone and SQLite must do it after all. */
  constructor(file: string, failed: () => void) {
    this.#file = file
    this.#thread = new CheckpointThread(file, failed)
  }

  /** Something was committed. */
  committed(): void {
    if (this.#timer || this.#thread.ended) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#shorten()
    }, pause).unref()
  }

  #shorten(): void {
    const length = this.#size()
    if (this.#thread.ended || length < worthIt) return
    // Still at the last: what came since must not wait for the next commit.
    if (this.#thread.isBusy) {
      this.committed()
      return
    }
    const anew = length > tooLong && performance.now() - this.#lastAnew > between
    if (anew) this.#lastAnew = performance.now()
    void this.#thread.ask(anew ? 'anew' : 'checkpoint')
  }

  /** Takes all of the log, so that it begins anew: before much is written at once. Gives up where somebody reads for long. */
  async whole(): Promise<void> {
    if (this.#size() >= worthIt) await this.#thread.ask('whole')
  }

  /** Ends the thread, if there is one; no other connection may be closed after the writing one. */
  async end(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#thread.end()
  }

  #size(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  }
}

/** The thread that does it, begun when it is first asked; it does one thing after another. */
class CheckpointThread {
  readonly #file: string
  readonly #failed: () => void
  #worker: Worker | undefined
  #under = Promise.resolve()
  #answered: (() => void) | undefined
  ended = false

  constructor(file: string, failed: () => void) {
    this.#file = file
    this.#failed = failed
  }

  get isBusy(): boolean {
    return this.#answered !== undefined
  }

  ask(wish: Wish): Promise<void> {
    this.#under = this.#under.then(async () => {
      if (this.ended) return
      this.#worker ??= this.#begin()
      const worker = this.#worker
      // Somebody may wait for the answer: a command that had nothing else to do would end in the middle.
      worker.ref()
      await new Promise<void>((resolve) => {
        this.#answered = resolve
        worker.postMessage(wish)
      })
      this.#answered = undefined
      worker.unref()
    })
    return this.#under
  }

  async end(): Promise<void> {
    this.ended = true
    await this.#under
    if (!this.#worker) return
    const gone = once(this.#worker, 'exit')
    this.#worker.ref()
    this.#worker.postMessage('end')
    await gone
  }

  #begin(): Worker {
    const worker = new Worker(threadFile, { workerData: { file: this.#file }, execArgv: [] })
    worker.unref()
    // Its end is an answer too.
    for (const event of ['message', 'exit']) worker.on(event, () => this.#answered?.())
    worker.on('error', () => {
      this.#worker = undefined
      this.ended = true
      this.#failed()
    })
    return worker
  }
}
