import { existsSync, readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** A file of the house; rules are functions over these, so that a test can plant a violation. */
export interface File {
  path: string
  text: string
}

/** What a rule found, and why the house minds; `subject` is what an exception calls it, the path where it is left out. */
export interface Failure {
  path: string
  line: number
  reason: string
  subject?: string
}

export type Rule = (files: File[]) => Failure[]

const folders = ['src', 'test', 'views', 'public', 'migrations']
/** Files that no person writes, so that their shape is nobody's concern. */
export const generated = ['src/database/tables.ts']

const read = /\.(ts|js|ejs|css|json)$/

/** Every file the rules look at; test/data is other people's. */
export function house(): File[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => read.test(path) && !path.startsWith('test/data/'))
    .concat('package.json', 'vitest.config.ts')
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** A failure as a person reads it. */
export const told = ({ path, line, reason }: Failure) => `${path}:${line}: ${reason}`

/** The rule with exceptions by their subjects; one that is needed no longer is a failure itself. */
export const except =
  (rule: Rule, exceptions: string[]): Rule =>
  (files) => {
    const failures = rule(files)
    const subjects = failures.map(({ subject, path }) => subject ?? path)
    const mended = exceptions
      .filter((subject) => !subjects.includes(subject))
      .map((subject) => ({ path: subject, line: 1, reason: 'keeps the rule now: take it off the list of exceptions' }))
    return [...failures.filter((_, index) => !exceptions.includes(subjects[index] ?? '')), ...mended]
  }

/** The line, counted from 1, of a position in a text. */
export const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length

const parsed = new WeakMap<File, ts.SourceFile>()

/** A file's syntax tree; many rules read it, so it is parsed once. */
export function sourceOf(file: File): ts.SourceFile {
  const source = parsed.get(file) ?? ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  parsed.set(file, source)
  return source
}

type Judgement = string | Pick<Failure, 'reason' | 'subject'>

/** Every node of a TypeScript file, comments and strings so told from code; a rule answers with its reason. */
export function eachNode(
  file: File,
  judge: (node: ts.Node, source: ts.SourceFile) => Judgement | undefined,
): Failure[] {
  const source = sourceOf(file)
  const failures: Failure[] = []
  const visit = (node: ts.Node) => {
    const found = judge(node, source)
    if (found) {
      const line = lineAt(file.text, node.getStart(source))
      failures.push({ path: file.path, line, ...(typeof found === 'string' ? { reason: found } : found) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return failures
}
