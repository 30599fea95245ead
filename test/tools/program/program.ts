import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { root } from '../../../src/root.ts'

/** A process of the built program that serves. */
export interface Program {
  /** Such as http://127.0.0.1:3000. */
  origin: string
  /** Milliseconds from the process's start to its first good answer. */
  started: number
  /** Resident memory in bytes: now, and at its largest so far; null where the system has no /proc. */
  memory(): { now: number; peak: number } | null
  /** Milliseconds that its threads have had a processor for, however long they waited for one; null as above. */
  processor(): number | null
  stop(): Promise<void>
  /** Ends it as a pulled plug would. */
  kill(): Promise<void>
}

const patience = 60_000

/** A file of the build. */
export const built = (path: string): string => fileURLToPath(new URL(`dist/${path}`, root))

/** What npm start says to Node before the file: it stands in package.json alone. */
function wordsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: { start: string } }
  const said = /&& node (.*)dist\/src\/main\.js$/.exec(scripts.start)?.[1]
  if (said === undefined) throw new Error(`npm start is not as expected: ${scripts.start}`)
  return said.split(' ').filter((word) => word !== '')
}

/**
 * Starts a built file over a data folder as `npm start` would, set as in production, on a free port; its log stands in the
 * folder. `words`: what Node is told besides.
 */
export async function start(
  path: string,
  folder: string,
  settings: Record<string, string> = {},
  words: readonly string[] = wordsOfStart(),
): Promise<Program> {
  const log = join(folder, `${basename(path)}.log`)
  const output = openSync(log, 'w')
  // Only what is set here: the surroundings' own settings are none of the measurement's.
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: folder, PORT: '0', ...settings }
  const began = performance.now()
  const child = spawn(process.execPath, [...words, built(path)], { env, stdio: ['ignore', output, output] })
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

/** Watches how large a file becomes, in bytes, until it is asked. */
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
