import { posix } from 'node:path'
import ts from 'typescript'
import { eachNode, type File, type Rule, sourceOf } from './source-files.ts'

const wiring = 'src/wiring.ts'
const adding = ['push', 'unshift', 'splice', 'add', 'set']

/**
 * A list that one module exports empty and others fill is complete only if those others are loaded. So src/wiring.ts,
 * which every writing process loads, does all of it.
 */
export const listsAreFilledInWiring: Rule = (files) => {
  const code = files.filter(({ path }) => /^src\/.*\.ts$/.test(path))
  const lists = new Set(code.flatMap(emptyLists))
  return code
    .filter(({ path }) => path !== wiring)
    .flatMap((file) => {
      const imported = importedNames(file)
      return eachNode(file, (node, source) => {
        const filled = listFilled(node, source)
        if (!filled || !lists.has(imported.get(filled) ?? '')) return undefined
        return {
          subject: `${file.path} ${filled}`,
          reason: `adds to ${filled}, which another module exports: do that in ${wiring}`,
        }
      })
    })
}

/** Lists, maps and sets that a file exports empty. */
function emptyLists(file: File): string[] {
  const source = sourceOf(file)
  return source.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return []
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    return statement.declarationList.declarations
      .filter(({ initializer }) => initializer && isEmpty(initializer, source))
      .map(({ name }) => `${file.path} ${name.getText(source)}`)
  })
}

const isEmpty = (value: ts.Expression, source: ts.SourceFile) =>
  /^(\[\]|new (Map|Set)\b(<[^(]*>)?\(\))( as .*)?$/s.test(value.getText(source))

/** The names that a file imports from src, each with the 'path name' of its source. */
function importedNames(file: File): Map<string, string> {
  const names = new Map<string, string>()
  for (const statement of sourceOf(file).statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    if (!bindings || !ts.isNamedImports(bindings)) continue
    const path = posix.join(posix.dirname(file.path), statement.moduleSpecifier.text)
    for (const { name, propertyName } of bindings.elements)
      names.set(name.text, `${path} ${(propertyName ?? name).text}`)
  }
  return names
}

/** The name of the list that a call adds to. */
function listFilled(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  const { name, expression } = node.expression
  return adding.includes(name.text) && ts.isIdentifier(expression) ? expression.getText(source) : undefined
}
