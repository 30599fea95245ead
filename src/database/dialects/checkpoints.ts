import { once } from 'node:events'
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** Worker threads run built code, also when this file runs from its source. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/src/database/dialects/checkpoint-thread.js'
    : './checkpoint-thread.js',
  import.meta.url,
)

/** Bytes of WAL below which no checkpoint is made; closing the database makes one anyway. */
const minWalBytes = 4 * 1024 * 1024
/** Milliseconds from a commit to the checkpoint, so that one checkpoint covers many commits. */
const delayMs = 500
/** Bytes of WAL from which it must restart; with a reader always active it would otherwise grow without limit. */
const restartWalBytes = 64 * 1024 * 1024
/**
 * Minimum milliseconds between such restarts, because writers wait for them; continuous writes add some 40 MB
 * meanwhile.
 */
const restartIntervalMs = 1_000

type CheckpointRequest = 'checkpoint' | 'restart' | 'full'

/**
 * Checkpoints the WAL in a thread of its own. SQLite would do it inside the commit that finds the WAL long enough.
 * Limit: a customer's page during an import, 50 ms for 99 of 100; the WAL of an import of 100,000 rows takes a second.
 */
export class Checkpoints {
  readonly #file: string
  readonly #thread: CheckpointThread
  #timer: NodeJS.Timeout | undefined
  #lastRestart = 0

  /** Calls `failed` when the thread has died, so that SQLite makes its automatic checkpoints again. */
  constructor(file: string, failed: () => void) {
    this.#file = file
    this.#thread = new CheckpointThread(file, failed)
  }

  /** Call after each commit. */
  committed(): void {
    if (this.#timer || this.#thread.ended) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#checkpoint()
    }, delayMs).unref()
  }

  #checkpoint(): void {
    const length = this.#size()
    if (this.#thread.ended || length < minWalBytes) return
    // The last checkpoint is still running: try again later, so that newer commits need not wait for another commit.
    if (this.#thread.isBusy) {
      this.committed()
      return
    }
    const restart = length > restartWalBytes && performance.now() - this.#lastRestart > restartIntervalMs
    if (restart) this.#lastRestart = performance.now()
    void this.#thread.ask(restart ? 'restart' : 'checkpoint')
  }

  /**
   * Checkpoints the whole WAL, so that it restarts; call before a large write. Gives up if a reader stays active too
   * long.
   */
  async whole(): Promise<void> {
    if (this.#size() >= minWalBytes) await this.#thread.ask('full')
  }

  /** Ends the thread, if there is one. Call before the writing connection is closed, which must be the last. */
  async end(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#thread.end()
  }

  #size(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  }
}

/** Starts the thread with the first request and runs one request after another. */
class CheckpointThread {
  readonly #file: string
  readonly #failed: () => void
  #worker: Worker | undefined
  #queue = Promise.resolve()
  #onDone: (() => void) | undefined
  ended = false

  constructor(file: string, failed: () => void) {
    this.#file = file
    this.#failed = failed
  }

  get isBusy(): boolean {
    return this.#onDone !== undefined
  }

  ask(request: CheckpointRequest): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.ended) return
      this.#worker ??= this.#start()
      const worker = this.#worker
      // Keeps the process alive while a caller waits: a command with nothing else to do would exit in the middle.
      worker.ref()
      await new Promise<void>((resolve) => {
        this.#onDone = resolve
        worker.postMessage(request)
      })
      this.#onDone = undefined
      worker.unref()
    })
    return this.#queue
  }

  async end(): Promise<void> {
    this.ended = true
    await this.#queue
    if (!this.#worker) return
    const exited = once(this.#worker, 'exit')
    this.#worker.ref()
    this.#worker.postMessage('end')
    await exited
  }

  #start(): Worker {
    const worker = new Worker(threadFile, { workerData: { file: this.#file }, execArgv: [] })
    worker.unref()
    // The thread's exit also ends the wait.
    for (const event of ['message', 'exit']) worker.on(event, () => this.#onDone?.())
    worker.on('error', () => {
      this.#worker = undefined
      this.ended = true
      this.#failed()
    })
    return worker
  }
}
