import { posix } from 'node:path'
import { importersOf } from './exports.ts'
import { sizes } from './file-rules.ts'
import type { File, Rule } from './source-files.ts'

const mostFiles = 15
const shortest = 25

/** Folders have at most fifteen files. */
export const foldersAreSmall: Rule = (files) => {
  const counts = new Map<string, number>()
  for (const { path } of files.filter(isCode))
    counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > mostFiles)
    .map(([path, count]) => ({
      path,
      line: 1,
      reason: `${count} files, above ${mostFiles}: divide the folder by topic`,
    }))
}

/** Files that are started by their path. */
const entries = [/^src\/main\.ts$/, /^src\/commands\/[^/]+\.ts$/, /^src\/worker\/worker-thread\.ts$/]

/** Files of a kind that every feature has, by name or because a registry imports them: these may be short. */
const kinds = /(^|-)(routes|list|global-search-entry|view-props|report|job|registry)\.ts$/
const registries = ['src/wiring.ts', 'src/worker/registry.ts']

/** A short file with a single importer belongs in that file. */
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
        ? `${lines} lines that only ${reader} imports: move them there`
        : `${lines} lines that nothing in src imports: delete them`,
    }))
}

const isCode = ({ path }: File) => /^src\/.*\.ts$/.test(path)
const isEntry = (path: string) => entries.some((entry) => entry.test(path))
