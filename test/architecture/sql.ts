import ts from 'typescript'
import { eachNode, type Rule } from './source-files.ts'

const homes = [
  /^src\/(database|history|jobs|lists|reports|imports|commands)\//,
  /^src\/.*\/(([a-z]+-)*repository|([a-z]+-)?list|(sql-)?conditions)\.ts$/,
  /^src\/web\/session\/(session[^/]*|idempotency)\.ts$/,
]

const builders = ['selectFrom', 'insertInto', 'replaceInto', 'mergeInto', 'updateTable', 'deleteFrom']
const statement =
  /^\s*(select|insert|update|delete|with|create|alter|drop|pragma|begin|commit|rollback|savepoint|vacuum|attach|analyze)\b/i

/** SQL is only in repository files, so that it is easy to find. */
export const sqlAtHome: Rule = (files) =>
  files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !homes.some((home) => home.test(path)))
    .flatMap((file) =>
      eachNode(file, (node, source) => {
        const found = sqlIn(node, source)
        return found && `${found} outside repository.ts, list.ts and conditions.ts of a feature`
      }),
    )

/**
 * Tracked records are updated only by history/update-tracked.ts, which records who changed what, when, and both values.
 */
export const trackedOnlyInHistory =
  (tracked: string[]): Rule =>
  (files) =>
    files
      .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !path.startsWith('src/history/'))
      .flatMap((file) =>
        eachNode(file, (node, source) => {
          const table = tableUpdatedIn(node, source)
          if (!table || !tracked.includes(table)) return undefined
          return `updates the tracked table ${table} itself: use updateTracked() of history/update-tracked.ts`
        }),
      )

function sqlIn(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText(source) === 'sql' ? 'SQL' : undefined
  const [owner, method, first] = callOf(node, source)
  if (builders.includes(method)) return method
  if (method === 'prepare' || (method === 'exec' && isDatabase(owner, first))) return `SQL by ${method}`
  return undefined
}

function tableUpdatedIn(node: ts.Node, source: ts.SourceFile): string | undefined {
  const [, method, first] = callOf(node, source)
  if (method === 'updateTable') return first
  const text = ts.isNoSubstitutionTemplateLiteral(node) || ts.isStringLiteral(node) ? node.text : undefined
  return text?.match(/^\s*update\s+"?(\w+)"?\s+set\b/i)?.[1]
}

/** Regular expressions have a method `exec` as well. */
const isDatabase = (owner: string, first: string) =>
  /(^|\.)(db|database|sqlite|connection|writer\(\)|reader\(\))$/.test(owner) || statement.test(first)

function callOf(node: ts.Node, source: ts.SourceFile): [owner: string, method: string, first: string] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return ['', '', '']
  const [first] = node.arguments
  const text = first && ts.isStringLiteralLike(first) ? first.text : ''
  return [node.expression.expression.getText(source), node.expression.name.text, text]
}
