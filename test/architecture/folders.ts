import { posix } from 'node:path'
import { importersOf } from './exports.ts'
import type { File, Rule } from './house.ts'
import { sizes } from './shape.ts'

const mostFiles = 15
const shortest = 25

/** A folder that does not fit a reader's head is divided by idea; `allowed` has what a folder may hold until then. */
export const foldersAreSmall =
  (allowed: Record<string, number> = {}): Rule =>
  (files) => {
    const entries = new Map<string, number>()
    for (const { path } of files.filter(isCode))
      entries.set(posix.dirname(path), (entries.get(posix.dirname(path)) ?? 0) + 1)
    const above = [...entries]
      .filter(([folder, count]) => count > (allowed[folder] ?? mostFiles))
      .map(([path, count]) => ({
        path,
        line: 1,
        reason: `${count} files, above ${allowed[path] ?? mostFiles}: divide it by idea`,
      }))
    const mended = Object.keys(allowed)
      .filter((folder) => (entries.get(folder) ?? 0) <= mostFiles)
      .map((path) => ({ path, line: 1, reason: `holds no more than ${mostFiles} files now: take it off the list` }))
    return [...above, ...mended]
  }

/** What something outside the code starts by its path. */
const entries = [/^src\/main\.ts$/, /^src\/commands\/[^/]+\.ts$/, /^src\/(jobs|worker)\/worker\.ts$/]

/** One of many of its kind, by its name or by its reader, which lists them all: one looks for it where the others are. */
const kinds = /(^|-)(routes|list|search|views|report|indicator|job|registry)\.ts$/
const registries = ['src/wiring.ts', 'src/worker/registry.ts']

/** A short file with one reader is a part of that reader. */
export const shortFilesHaveReaders: Rule = (files) => {
  const importers = importersOf(files.filter(isCode))
  return sizes(files.filter(isCode))
    .filter(({ path, lines }) => lines <= shortest && !isEntry(path) && !kinds.test(posix.basename(path)))
    .map(({ path, lines }) => ({ path, lines, readers: importers.get(path) ?? new Set<string>() }))
    .filter(({ readers }) => readers.size < 2 && !registries.some((registry) => readers.has(registry)))
    .map(({ path, lines, readers: [reader] }) => ({
      path,
      line: 1,
      reason: reader
        ? `${lines} lines that only ${reader} reads: put them there`
        : `${lines} lines that nothing in src reads: delete them`,
    }))
}

const isCode = ({ path }: File) => /^src\/.*\.ts$/.test(path)
const isEntry = (path: string) => entries.some((entry) => entry.test(path))
