import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** What the features declare for their views: all view names, and the helpers every view may call. */
export interface Declared {
  views: Map<string, ts.Declaration | undefined>
  helpers: string[]
}

/** A compiler for the sources under `root` that also reads files which exist only in memory. */
export class Compiler {
  readonly root: string
  readonly virtual = new Map<string, string>()
  readonly #options: ts.CompilerOptions
  readonly #host: ts.CompilerHost
  readonly #rooms: string[]

  constructor(root: string) {
    this.root = root
    this.#options = { ...optionsFor(root), noEmit: true, noUnusedLocals: false, noUnusedParameters: false }
    this.#host = this.#servingVirtual(ts.createCompilerHost(this.#options))
    this.#rooms = readdirSync(join(root, 'src'))
      .map((room) => join(root, 'src', room, 'view-props.ts'))
      .filter((path) => ts.sys.fileExists(path))
  }

  /** The file that exports Views, Helpers and Html. */
  get declarations() {
    return join(this.root, 'src', 'web', 'view-props.ts')
  }

  /** All declared names, including inherited members and module augmentations, as the compiler sees them. */
  declared(): Declared {
    const checker = this.program().getTypeChecker()
    const file = this.program().getSourceFile(this.declarations)
    const module = file && checker.getSymbolAtLocation(file)
    const found = module ? checker.getExportsOfModule(module) : []
    const members = (name: string) =>
      found
        .filter((symbol) => symbol.name === name)
        .flatMap((it) => checker.getDeclaredTypeOfSymbol(it).getProperties())
    return {
      views: new Map(members('Views').map((symbol) => [symbol.name, symbol.declarations?.[0]])),
      helpers: members('Helpers').map((symbol) => symbol.name),
    }
  }

  /** One program with every feature's declarations and all virtual files added so far. */
  program(): ts.Program {
    return ts.createProgram([...this.#rooms, ...this.virtual.keys()], this.#options, this.#host)
  }

  #servingVirtual(host: ts.CompilerHost): ts.CompilerHost {
    const parsed = new Map<string, ts.SourceFile | undefined>()
    const { readFile, fileExists, getSourceFile } = host
    host.readFile = (path) => this.virtual.get(path) ?? readFile(path)
    host.fileExists = (path) => this.virtual.has(path) || fileExists(path)
    // Parses the libraries once for both programs, because that takes most of this check's time.
    host.getSourceFile = (path, ...rest) => {
      if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest))
      return parsed.get(path)
    }
    return host
  }
}

function optionsFor(root: string): ts.CompilerOptions {
  const path = ts.findConfigFile(root, ts.sys.fileExists)
  if (!path) throw new Error(`No tsconfig.json at or above ${root}`)
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root).options
}
