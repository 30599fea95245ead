import ts from 'typescript'
import { type File, lineAt, type Rule, sourceOf } from './source-files.ts'

/** A function with its length in lines and its cyclomatic complexity. */
export interface FunctionSize {
  path: string
  line: number
  name: string
  lines: number
  complexity: number
}

/** Every function, method and arrow function of a file; one inside another counts for itself as well. */
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

/** A function that does not fit on a screen does more than one thing; a factory is a function too. */
export const functionsAreShort: Rule = (files) =>
  files
    .filter(({ path }) => /^(src|test\/tools)\/.*\.ts$/.test(path))
    .flatMap(functionsOf)
    .filter(({ lines }) => lines > longest)
    .map(({ path, line, name, lines }) => ({
      path,
      line,
      subject: `${path} ${name}`,
      reason: `${name} has ${lines} lines, above ${longest}: it does more than one thing`,
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

/** The nearest name: an arrow function goes by that of what holds it. */
function nameOf(node: FunctionNode, source: ts.SourceFile): string {
  const holder = ts.findAncestor(node, isNamed)
  return holder ? holder.name.getText(source) : 'outside every function'
}

const isNamed = (node: ts.Node): node is ts.NamedDeclaration & { name: ts.DeclarationName } =>
  (ts.isFunctionLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) &&
  node.name !== undefined

/** One, and one more for each branch, as ESLint's rule `complexity` counts them; functions inside have their own. */
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
