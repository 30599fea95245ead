import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { Compiler, type Declared } from './program.ts'
import { lineAt, type Translation, translate } from './template.ts'

/** An error in a view, with its position in the EJS file. */
export interface Diagnostic {
  file: string
  line: number
  message: string
}

/**
 * Type-checks every view under `root`/views against the types that the features declare. Empty if there are no errors.
 */
export function checkViews(root = '.'): Diagnostic[] {
  const names = viewNames(resolve(root, 'views'))
  if (names.length === 0) return []
  const compiler = new Compiler(resolve(root))
  if (!existsSync(compiler.declarations))
    return [{ file: 'src/web/view-props.ts', line: 1, message: 'does not exist, so no view has types' }]
  const declared = compiler.declared()
  const declaredNames = names.filter((name) => declared.views.has(name))
  return [
    ...names.filter((name) => !declared.views.has(name)).map(undeclared),
    ...withoutFile(declared, new Set(names), compiler.root),
    ...typeErrors(compiler, declared, declaredNames),
  ]
}

const viewNames = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((path) => path.endsWith('.ejs'))
    .map((path) => path.slice(0, -'.ejs'.length).replaceAll('\\', '/'))
    .sort()

const undeclared = (name: string): Diagnostic => ({
  file: `views/${name}.ejs`,
  line: 1,
  message: `no feature declares '${name}' in Views (in its view-props.ts)`,
})

function withoutFile({ views }: Declared, names: Set<string>, root: string): Diagnostic[] {
  return [...views]
    .filter(([name]) => !names.has(name))
    .map(([name, declaration]) => {
      const source = declaration?.getSourceFile()
      return {
        file: source ? relative(root, source.fileName) : 'src/web/view-props.ts',
        line: source && declaration ? lineAt(source.text, declaration.getStart(source)) : 1,
        message: `declares the view '${name}', but there is no views/${name}.ejs`,
      }
    })
}

function typeErrors(compiler: Compiler, declared: Declared, names: string[]): Diagnostic[] {
  const translations = new Map<string, Translation>()
  for (const name of names) {
    const path = join(compiler.root, 'views', `${name}.ejs`)
    const head = headOf(name, declared.helpers, relative(dirname(path), compiler.declarations))
    const translation = translate(readFileSync(path, 'utf8'), head)
    translations.set(name, translation)
    compiler.virtual.set(`${path}.ts`, translation.text)
  }
  const program = compiler.program()
  return [...translations].flatMap(([name, translation]) => {
    const file = program.getSourceFile(join(compiler.root, 'views', `${name}.ejs.ts`))
    const syntax = program.getSyntacticDiagnostics(file)
    // Errors after a syntax error are meaningless.
    const found = syntax.length > 0 ? syntax.slice(0, 1) : program.getSemanticDiagnostics(file)
    return found.map((error) => ({
      file: `views/${name}.ejs`,
      line: translation.lineOf(error.start ?? 0),
      message: ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\s+/g, ' '),
    }))
  })
}

const headOf = (name: string, helpers: string[], declarations: string) =>
  `import type { Helpers, Html, Views } from '${declarations.replaceAll('\\', '/')}'
declare function print(value: string | number | null): void
declare function raw(html: Html): void
export function view(page: Views['${name}'], { ${helpers.join(', ')} }: Helpers) {`
