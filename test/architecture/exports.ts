import { posix } from 'node:path'
import ts from 'typescript'
import { type File, generatedFiles, lineAt, sourceOf } from './source-files.ts'

/** A name exported by a file of src, and who imports it. */
export interface Export {
  path: string
  line: number
  name: string
  usedBy: 'nobody' | 'tests' | 'src'
}

/** All named exports of src; default exports have no name of their own. */
export function exportsOf(files: File[]): Export[] {
  const code = files.filter(({ path }) => path.endsWith('.ts'))
  const importers = importersByName(code)
  return code
    .filter(({ path }) => path.startsWith('src/') && !generatedFiles.includes(path))
    .flatMap((file) =>
      namesExportedBy(file).map(({ name, line }) => ({
        path: file.path,
        line,
        name,
        usedBy: usage([name, '*'].flatMap((imported) => importers.get(`${file.path} ${imported}`) ?? [])),
      })),
    )
}

/** For each file, the files that import it in any way. */
export function importersOf(files: File[]): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>()
  for (const file of files)
    for (const { path } of importsOf(file)) importers.set(path, new Set(importers.get(path)).add(file.path))
  return importers
}

/** Names exported by more than one file, with those files. */
export function repeatedNames(exports: Export[]): [name: string, paths: string[]][] {
  const byName = new Map<string, Set<string>>()
  for (const { name, path } of exports) byName.set(name, new Set(byName.get(name)).add(path))
  return [...byName].flatMap(([name, paths]) => (paths.size > 1 ? [[name, [...paths]]] : []))
}

const usage = (importers: string[]): Export['usedBy'] => {
  if (importers.length === 0) return 'nobody'
  return importers.every((path) => path.startsWith('test/')) ? 'tests' : 'src'
}

function namesExportedBy(file: File): { name: string; line: number }[] {
  const source = sourceOf(file)
  return source.statements.flatMap((statement) =>
    exportedNames(statement).map((name) => ({
      name: name.getText(source),
      line: lineAt(file.text, name.getStart(source)),
    })),
  )
}

function exportedNames(statement: ts.Statement): ts.Node[] {
  if (ts.isExportDeclaration(statement))
    return statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name)
      : []
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind)
  if (!has(ts.SyntaxKind.ExportKeyword) || has(ts.SyntaxKind.DefaultKeyword)) return []
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesBound(name))
  return ts.isDeclarationStatement(statement) && statement.name ? [statement.name] : []
}

const namesBound = (name: ts.BindingName): ts.Node[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesBound(element.name) : []))

/** The files that import each 'path name'; the name '*' means a namespace import. */
function importersByName(files: File[]): Map<string, string[]> {
  const importers = new Map<string, string[]>()
  for (const file of files)
    for (const { path, names } of importsOf(file))
      for (const name of names)
        importers.set(`${path} ${name}`, [...(importers.get(`${path} ${name}`) ?? []), file.path])
  return importers
}

function importsOf(file: File): { path: string; names: string[] }[] {
  const found: { path: string; names: string[] }[] = []
  const visit = (node: ts.Node) => {
    const module = moduleOf(node)
    if (module?.startsWith('.'))
      found.push({ path: posix.join(posix.dirname(file.path), module), names: namesImported(node) })
    ts.forEachChild(node, visit)
  }
  visit(sourceOf(file))
  return found
}

/** The module specifier of an import or re-export; undefined for other nodes. */
function moduleOf(node: ts.Node): string | undefined {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
        ? node.argument.literal
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined
  return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined
}

function namesImported(node: ts.Node): string[] {
  const bindings = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : ts.isExportDeclaration(node)
      ? node.exportClause
      : undefined
  if (bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
    return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
  if (ts.isImportDeclaration(node) && !bindings) return []
  return ts.isImportTypeNode(node) && node.qualifier ? [node.qualifier.getText()] : ['*']
}
