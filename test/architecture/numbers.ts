import { posix } from 'node:path'
import { exportsOf, repeatedNames } from './exports.ts'
import { sizes } from './file-rules.ts'
import { functionsOf } from './functions.ts'
import type { File } from './source-files.ts'
import { wideLines } from './view-rules.ts'

/** A row of the table: what is measured, its value, and where the largest one is. */
export type Measure = [what: string, amount: number, where?: string | undefined]

/** Size and complexity of src, and the width of the views. */
export function measure(files: File[]): Measure[] {
  const code = files.filter(({ path }) => /^src\/.*\.ts$/.test(path))
  return [...sizeMeasures(code), ...functionMeasures(code), ...exportMeasures(files), ...viewMeasures(files)]
}

/** The measures as a Markdown table. */
export function table(measures: Measure[]): string {
  const rows = measures.map(([what, amount, where = '']) => [what, amount.toLocaleString('en'), where])
  const lines = [['src', 'number', 'where'], ['---', '---:', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`)
  return lines.join('\n')
}

function sizeMeasures(code: File[]): Measure[] {
  const all = sizes(code)
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))]?.lines ?? 0
  const [folder = '', entries = 0] = largest(countBy(code.map(({ path }) => posix.dirname(path))))
  return [
    ['lines', all.reduce((sum, { lines }) => sum + lines, 0)],
    ['files', all.length],
    ['lines of the median file', at(0.5)],
    ['lines of the 90th percentile', at(0.9)],
    ['lines of the largest file', at(1), all.at(-1)?.path],
    ['files in the largest folder', entries, folder],
  ]
}

function functionMeasures(code: File[]): Measure[] {
  const functions = code.flatMap(functionsOf)
  const longest = functions.toSorted((a, b) => b.lines - a.lines)[0]
  const hardest = functions.toSorted((a, b) => b.complexity - a.complexity)[0]
  return [
    ['functions', functions.length],
    ['functions above 30 lines', functions.filter(({ lines }) => lines > 30).length],
    ['lines of the longest function', longest?.lines ?? 0, placeOf(longest)],
    ['functions of a complexity above 10', functions.filter(({ complexity }) => complexity > 10).length],
    ['highest complexity', hardest?.complexity ?? 0, placeOf(hardest)],
  ]
}

function exportMeasures(files: File[]): Measure[] {
  const exports = exportsOf(files)
  return [
    ['exported names', exports.length],
    ['exported names that only their own file uses', exports.filter(({ usedBy }) => usedBy === 'nobody').length],
    ['exported names that only tests use', exports.filter(({ usedBy }) => usedBy === 'tests').length],
    ['names that more than one file exports', repeatedNames(exports).length],
  ]
}

const viewMeasures = (files: File[]): Measure[] => [['lines of views above 140 characters', wideLines(files).length]]

const placeOf = (one?: { path: string; name: string }) => one && `${one.path} ${one.name}`

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const largest = (counts: Map<string, number>) => [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? []
