import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { root } from '../../src/root-folder.ts'

const parts = [
  'docs',
  'src',
  'migrations',
  'views',
  'public',
  'test',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** A copy of the program in a temporary folder, to be edited and built. */
export interface ProgramCopy {
  folder: string
  write(path: string, text: string): void
  /** Inserts text after the first occurrence of `before` in a file. Throws if it does not occur. */
  insertAfter(path: string, before: string, text: string): void
  read(path: string): string
  /** Runs an npm script of the copy. Throws with its output if it fails. */
  run(script: string, environment?: Record<string, string>, words?: string[]): void
}

/** Copies the program; the copy is deleted after the tests of the file. */
export function programCopy(): ProgramCopy {
  const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const home = fileURLToPath(root)
  for (const part of parts) cpSync(join(home, part), join(folder, part), { recursive: true })
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'))
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
  return {
    folder,
    read,
    write,
    insertAfter(path, before, text) {
      const [head, ...tail] = read(path).split(before)
      if (tail.length === 0) throw new Error(`${path} does not contain ${before}`)
      write(path, `${head}${before}${text}${tail.join(before)}`)
    },
    run(script, environment = {}, words = []) {
      const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script, '--', ...words], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      })
      if (status !== 0) throw new Error(`npm run ${script}:\n${stdout}${stderr}`)
    },
  }
}
