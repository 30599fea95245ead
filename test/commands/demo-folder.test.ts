import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDemoFolder, holdsDemoOf, markDemoComplete } from '../../src/commands/demo/demo-folder.ts'

let data: string
let folder: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'salesbook-'))
  folder = join(data, 'demo')
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

test('a folder that the demonstration did not create is left unchanged and reported in one line', () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'salesbook.db'), 'a department’s own book')
  let said = ''
  try {
    const env = { ...process.env, DATA_DIR: data, PORT: '0' }
    execFileSync(process.execPath, ['dist/src/commands/demo.js'], { env, stdio: 'pipe', timeout: 120_000 })
  } catch (error) {
    said = String((error as { stderr: Buffer }).stderr)
  }
  expect(said).toBe(
    `${folder} was not created by the demonstration, so it was left unchanged: move it away, or set DATA_DIR to another folder.\n`,
  )
  expect(readdirSync(folder)).toEqual(['salesbook.db'])
  expect(readFileSync(join(folder, 'salesbook.db'), 'utf8')).toBe('a department’s own book')
})

test('an unfinished demonstration or one of an earlier day is created again; today’s is kept', () => {
  createDemoFolder(folder)
  expect(holdsDemoOf(folder, '2026-03-04')).toBe(false)
  writeFileSync(join(folder, 'half'), '')
  createDemoFolder(folder)
  expect(existsSync(join(folder, 'half'))).toBe(false)
  markDemoComplete(folder, '2026-03-04')
  expect([holdsDemoOf(folder, '2026-03-04'), holdsDemoOf(folder, '2026-03-05')]).toEqual([true, false])
  createDemoFolder(folder)
  expect(holdsDemoOf(folder, '2026-03-04')).toBe(false)
})

test('an empty folder is accepted', () => {
  mkdirSync(folder)
  createDemoFolder(folder)
  expect(readdirSync(folder)).toEqual(['made-on'])
})
