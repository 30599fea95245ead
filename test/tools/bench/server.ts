import { closeSync, copyFileSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, start, watchSize } from '../program/program.ts'
import { initialPassword, type People, signedIn } from './people.ts'

/** The program, serving a copy of a generated database. */
export interface Served {
  folder: string
  program: Program
  people: People
  /** Duration of each start, in milliseconds. */
  starts: number[]
  /** The largest size of the write-ahead log so far, in bytes. */
  wal(): number
  /** Stops the program and deletes the copy. */
  end(): Promise<void>
}

const settings = { MANAGER_PASSWORD: initialPassword }

/** Copies a folder's database, starts the program over it `times` times, and signs people in after the last start. */
export async function startMeasuredServer(data: string, times: number): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'salesbook-bench-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  process.on('exit', clear)
  let program: Program | undefined
  const end = async () => {
    await program?.stop()
    process.off('exit', clear)
    clear()
  }
  try {
    const database = join(folder, 'salesbook.db')
    for (const ending of ['', '-wal']) copied(join(data, `salesbook.db${ending}`), `${database}${ending}`)
    const wal = watchSize(`${database}-wal`)
    // The very first start creates the manager's account, so it is not counted.
    program = await start('src/main.js', folder, settings)
    const starts: number[] = []
    while (starts.length < times) {
      await program.stop()
      program = await start('src/main.js', folder, settings)
      starts.push(program.started)
    }
    return { folder, program, people: await signedIn(program.origin), starts, wal, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Copies a file if it exists and flushes it to disk, so that writing gigabytes does not slow the measurement down. */
function copied(from: string, to: string): void {
  if (!existsSync(from)) return
  copyFileSync(from, to)
  const file = openSync(to, 'r+')
  fsyncSync(file)
  closeSync(file)
}
