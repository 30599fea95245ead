import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const check = (message: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'salesbook-commit-')), 'message')
  writeFileSync(path, message)
  return spawnSync('.githooks/commit-msg', [path], { encoding: 'utf8' })
}

test('a commit subject of 72 characters is accepted, however long the body', () => {
  expect(check(`${'a'.repeat(72)}\n\n${'b'.repeat(200)}\n`).status).toBe(0)
})

test('one of 73 is refused with what to do', () => {
  const { status, stderr } = check(`${'a'.repeat(73)}\n`)
  expect(status).toBe(1)
  expect(stderr).toContain('The subject has 73 characters; 72 at most')
})
