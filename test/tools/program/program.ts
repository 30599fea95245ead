import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { root } from '../../../src/root-folder.ts'

/** A running process of the built program. */
export interface Program {
  /** Such as http://127.0.0.1:3000. */
  origin: string
  /** Milliseconds from starting the process to its first successful response. */
  started: number
  /** Resident memory in bytes, now and at its peak; null if the system has no /proc. */
  memory(): { now: number; peak: number } | null
  /** Processor milliseconds used by its threads, without waiting; null if the system has no /proc. */
  processor(): number | null
  stop(): Promise<void>
  /** Kills it with SIGKILL. */
  kill(): Promise<void>
}

const patience = 60_000

/** The path of a built file; an absolute path is that of another copy of the program. */
export const builtFile = (path: string): string =>
  isAbsolute(path) ? path : fileURLToPath(new URL(`dist/${path}`, root))

/** The Node options of `npm start`, read from package.json so that they are defined once. */
function wordsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: { start: string } }
  const said = /&& node (.*)dist\/src\/main\.js$/.exec(scripts.start)?.[1]
  if (said === undefined) throw new Error(`npm start is not as expected: ${scripts.start}`)
  return said.split(' ').filter((word) => word !== '')
}

/**
 * Starts a built file over a data folder as `npm start` would, in production mode on a free port; its log is written to
 * the folder. `words` are further Node options.
 */
export async function start(
  path: string,
  folder: string,
  settings: Record<string, string> = {},
  words: readonly string[] = wordsOfStart(),
): Promise<Program> {
  const log = join(folder, `${basename(path)}.log`)
  const output = openSync(log, 'w')
  // Only these settings: those of the surrounding environment must not affect the measurement.
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: folder, PORT: '0', ...settings }
  const began = performance.now()
  const child = spawn(process.execPath, [...words, builtFile(path)], { env, stdio: ['ignore', output, output] })
  closeSync(output)
  const abandoned = () => child.kill()
  process.on('exit', abandoned)
  child.on('exit', () => process.off('exit', abandoned))
  const said = () => readFileSync(log, 'utf8')
  try {
    const origin = await until(child, () => / on (http:\S+)/.exec(said())?.[1])
    await until(child, () => healthy(origin))
    return {
      origin,
      started: performance.now() - began,
      memory: () => memoryOf(child),
      processor: () => processorOf(child),
      stop: () => end(child, 'SIGTERM'),
      kill: () => end(child, 'SIGKILL'),
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${path} does not serve:\n${said().slice(-2000)}`, { cause: error })
  }
}

async function until<T>(child: ChildProcess, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const began = performance.now(); performance.now() - began < patience; await sleep(2)) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
  }
  throw new Error('it took too long')
}

const healthy = async (origin: string): Promise<true | undefined> =>
  (await fetch(`${origin}/healthz`).catch(() => undefined))?.ok || undefined

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

function memoryOf({ pid }: ChildProcess): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1])
    return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }
  } catch {
    return null
  }
}

function processorOf({ pid }: ChildProcess): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const spent = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    return spent.reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e6, 0)
  } catch {
    return null
  }
}

/** Watches a file's size; the returned function stops and gives the largest size in bytes. */
export function watchSize(file: string): () => number {
  let largest = 0
  const look = () => {
    largest = Math.max(largest, statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  }
  const watching = setInterval(look, 50)
  watching.unref()
  return () => {
    look()
    clearInterval(watching)
    return largest
  }
}
