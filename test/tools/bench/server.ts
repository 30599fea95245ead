import { closeSync, copyFileSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, start, watchSize } from '../program/program.ts'
import { initialPassword, type People, signedIn } from './people.ts'

/** A copy of a generated department, served by a program of its own. */
export interface Served {
  folder: string
  program: Program
  people: People
  /** Milliseconds that each start took. */
  starts: number[]
  /** How large its log has become, in bytes. */
  wal(): number
  /** Stops it and takes the copy away. */
  end(): Promise<void>
}

const settings = { MANAGER_PASSWORD: initialPassword }

/** Copies the database of a folder, starts the program over it so many times, and signs people in at the last. */
export async function served(data: string, times: number): Promise<Served> {
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
    // The first start of all makes the manager's account, and counts nowhere.
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

/** Copies a file that may not be there, and waits until it is on the disk: writing gigabytes behind a measurement would slow it. */
function copied(from: string, to: string): void {
  if (!existsSync(from)) return
  copyFileSync(from, to)
  const file = openSync(to, 'r+')
  fsyncSync(file)
  closeSync(file)
}
