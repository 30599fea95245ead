import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'salesbook-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }))

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s the program stops gracefully and leaves a single database file',
  async (signal) => {
    const env = { PATH: process.env.PATH, DATA_DIR, PORT: '0', MANAGER_PASSWORD: 'correct-horse-battery' }
    const program = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    program.stdout.on('data', (chunk) => {
      said += String(chunk)
    })
    await expect.poll(() => said).toContain('Salesbook is on')
    expect(existsSync(join(DATA_DIR, 'salesbook.db-wal'))).toBe(true)
    program.kill(signal)
    expect(await once(program, 'exit')).toEqual([0, null])
    expect(existsSync(join(DATA_DIR, 'salesbook.db-wal'))).toBe(false)
  },
)
