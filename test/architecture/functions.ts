import ts from 'typescript'
import { type File, lineAt, type Rule, sourceOf } from './source-files.ts'

/** A function with its line count and cyclomatic complexity. */
export interface FunctionSize {
  path: string
  line: number
  name: string
  lines: number
  complexity: number
}

/** All functions, methods and arrow functions of a file; nested ones are counted on their own as well. */
export function functionsOf(file: File): FunctionSize[] {
  const source = sourceOf(file)
  const found: FunctionSize[] = []
  const visit = (node: ts.Node) => {
    if (hasBody(node)) found.push(sizeOf(node, file, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const longest = 60

/** Functions have at most 60 lines, factories included. */
export const functionsAreShort: Rule = (files) =>
  files
    .filter(({ path }) => /^(src|test\/tools)\/.*\.ts$/.test(path))
    .flatMap(functionsOf)
    .filter(({ lines }) => lines > longest)
    .map(({ path, line, name, lines }) => ({
      path,
      line,
      subject: `${path} ${name}`,
      reason: `${name} has ${lines} lines, above ${longest}: split the function`,
    }))

type FunctionNode = ts.FunctionLikeDeclaration & { body: ts.ConciseBody }

const hasBody = (node: ts.Node): node is FunctionNode =>
  ts.isFunctionLike(node) && (node as Partial<FunctionNode>).body !== undefined

function sizeOf(node: FunctionNode, { path, text }: File, source: ts.SourceFile): FunctionSize {
  const line = lineAt(text, node.getStart(source))
  return {
    path,
    line,
    name: nameOf(node, source),
    lines: lineAt(text, node.end) - line + 1,
    complexity: complexityOf(node),
  }
}

/** The function's name, or for an arrow function the name of the variable or property that it is assigned to. */
function nameOf(node: FunctionNode, source: ts.SourceFile): string {
  const holder = ts.findAncestor(node, isNamed)
  return holder ? holder.name.getText(source) : 'outside every function'
}

const isNamed = (node: ts.Node): node is ts.NamedDeclaration & { name: ts.DeclarationName } =>
  (ts.isFunctionLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) &&
  node.name !== undefined

/**
 * Cyclomatic complexity as ESLint's rule `complexity` counts it: 1 plus the number of branches, without nested
 * functions.
 */
function complexityOf(node: FunctionNode): number {
  let branches = 1
  const visit = (inner: ts.Node) => {
    if (hasBody(inner)) return
    if (isBranch(inner)) branches++
    ts.forEachChild(inner, visit)
  }
  ts.forEachChild(node, visit)
  return branches
}

const branchKinds = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
])

const branchOperators = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
])

const isBranch = (node: ts.Node) =>
  branchKinds.has(node.kind) ||
  (ts.isBinaryExpression(node) && branchOperators.has(node.operatorToken.kind)) ||
  ((ts.isParameter(node) || ts.isBindingElement(node)) && node.initializer !== undefined) ||
  node.kind === ts.SyntaxKind.QuestionDotToken
