import { posix } from 'node:path'
import ts from 'typescript'
import { allowedUpwardImports, layers, topFiles } from './layers.ts'
import { type Failure, type File, lineAt, type Rule } from './source-files.ts'

interface Import {
  from: string
  to: string
  line: number
}

/** A file imports only from layers below its own; message files (.json) may be imported from anywhere. */
export const importsRunDownhill: Rule = (files) =>
  files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path))
    .flatMap((file) => [...homeless(file), ...climbing(file), ...testsNeeded(file)])

/** No import cycles. */
export const noCircles: Rule = (files) => {
  const code = files.filter(({ path }) => /^(src|migrations|test\/tools)\/.*\.ts$/.test(path))
  const from = new Map(code.map((file) => [file.path, importsOf(file)]))
  const done = new Set<string>()
  const failures: Failure[] = []
  const walk = (path: string, way: string[]) => {
    for (const one of from.get(path) ?? []) {
      const start = way.indexOf(one.to)
      if (start >= 0) failures.push(circle(one, way.slice(start)))
      else if (!done.has(one.to)) walk(one.to, [...way, one.to])
    }
    done.add(path)
  }
  for (const path of from.keys()) if (!done.has(path)) walk(path, [path])
  return failures
}

const circle = ({ from, to, line }: Import, way: string[]): Failure => ({
  path: from,
  line,
  reason: `import cycle: ${[...way, to].join(' → ')}`,
})

const isTop = (path: string) => topFiles.some((one) => one.test(path))
const roomOf = (path: string) => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
const layerOf = (path: string) =>
  isTop(path) ? layers.length : layers.findIndex((rooms) => rooms.includes(roomOf(path)))

function homeless({ path }: File): Failure[] {
  if (layerOf(path) >= 0) return []
  return [{ path, line: 1, reason: `the folder '${roomOf(path)}' has no layer: add it to test/architecture/layers.ts` }]
}

function climbing(file: File): Failure[] {
  if (isTop(file.path)) return []
  const room = roomOf(file.path)
  return importsOf(file)
    .filter(({ to }) => to.startsWith('src/') && !to.endsWith('.json'))
    .filter(({ to }) => isTop(to) || (roomOf(to) !== room && layerOf(to) >= layerOf(file.path)))
    .filter(({ to }) => !allowedUpwardImports.some((step) => step.from === room && step.to === roomOf(to)))
    .map(({ to, line }) => ({
      path: file.path,
      line,
      reason: `imports upward: ${room} must not import ${isTop(to) ? to : roomOf(to)}; connect the two in src/wiring.ts`,
    }))
}

/** src must not import tests or tools; they import src. */
const testsNeeded = (file: File): Failure[] =>
  importsOf(file)
    .filter(({ to }) => to.startsWith('test/'))
    .map(({ to, line }) => ({ path: file.path, line, reason: `imports ${to}: src must not import test` }))

function importsOf({ path, text }: File): Import[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName, pos }) => fileName.startsWith('.') && !isAugmentation(text, pos))
    .map(({ fileName, pos }) => ({
      from: path,
      to: posix.join(posix.dirname(path), fileName),
      line: lineAt(text, pos),
    }))
}

/** `declare module '…'` adds types to another module and loads nothing. */
const isAugmentation = (text: string, position: number) => /declare\s+module\s*['"]?$/.test(text.slice(0, position))
