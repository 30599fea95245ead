import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type CsvRow, type ReadOptions, readCsv } from '../../src/csv/read.ts'
import { UnreadableFile } from '../../src/csv/unreadable-file.ts'

export const northwind = (name: string): string => join(import.meta.dirname, '../data/northwind', name)

/** A path in a temporary folder, deleted after the test. */
export function ownPath(name = 'table.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'salesbook-csv-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, name)
}

/** A temporary file with this content. */
export function file(content: string | Buffer): string {
  const path = ownPath()
  writeFileSync(path, content)
  return path
}

/** All items of a stream. */
export async function collectItems<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export const rowsOf = (path: string, options?: ReadOptions): Promise<CsvRow[]> => collectItems(readCsv(path, options))

export const cellsOf = async (path: string, options?: ReadOptions): Promise<string[][]> =>
  (await rowsOf(path, options)).map((row) => row.cells)

/** The error of a rejected file: [code, line, limit]. */
export async function refusalOf(reading: Promise<unknown>): Promise<unknown> {
  const error = await reading.then(
    () => 'read',
    (reason: unknown) => reason,
  )
  return error instanceof UnreadableFile ? [error.code, error.line, error.limit] : error
}
