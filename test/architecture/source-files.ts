import { existsSync, readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** A file of the repository. Rules are functions over files, so that a test can pass in a violation. */
export interface File {
  path: string
  text: string
}

/** A violation of a rule with its reason. `subject` is the name to use in a list of exceptions; the path by default. */
export interface Failure {
  path: string
  line: number
  reason: string
  subject?: string
}

export type Rule = (files: File[]) => Failure[]

const folders = ['src', 'test', 'views', 'public', 'migrations']
/** Generated files, whose shape does not matter. */
export const generatedFiles = ['src/database/tables.ts']

const read = /\.(ts|js|ejs|css|json)$/

/** All files that the rules check. test/data is not our code, so it is left out. */
export function sourceFiles(): File[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => read.test(path) && !path.startsWith('test/data/'))
    .concat('package.json', 'vitest.config.ts')
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** A failure in one line. */
export const failureText = ({ path, line, reason }: Failure) => `${path}:${line}: ${reason}`

/** The rule with exceptions, listed by subject; an exception that is no longer needed is a failure itself. */
export const ruleWithExceptions =
  (rule: Rule, exceptions: string[]): Rule =>
  (files) => {
    const failures = rule(files)
    const subjects = failures.map(({ subject, path }) => subject ?? path)
    const mended = exceptions
      .filter((subject) => !subjects.includes(subject))
      .map((subject) => ({ path: subject, line: 1, reason: 'needs no exception any more: remove it from the list' }))
    return [...failures.filter((_, index) => !exceptions.includes(subjects[index] ?? '')), ...mended]
  }

/** The line number, from 1, of a position in a text. */
export const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length

const parsed = new WeakMap<File, ts.SourceFile>()

/** A file's syntax tree, parsed once because many rules need it. */
export function sourceOf(file: File): ts.SourceFile {
  const source = parsed.get(file) ?? ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  parsed.set(file, source)
  return source
}

type Judgement = string | Pick<Failure, 'reason' | 'subject'>

/**
 * Visits every node of a TypeScript file, so comments and strings are not mistaken for code. `judge` returns the reason
 * of a violation.
 */
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
