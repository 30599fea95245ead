import { type Failure, type File, lineAt, type Rule } from './source-files.ts'

/** A class that nothing wears is deleted with its rules. */
export const classesAreUsed: Rule = (files) => {
  const { worn, beginnings } = classesWorn(files)
  return files
    .filter(({ path }) => path.endsWith('.css'))
    .flatMap((file) =>
      [
        ...new Set(
          selectorsOf(file.text).flatMap((selector) => [...selector.matchAll(className)].map(([, name]) => name)),
        ),
      ]
        .filter((name): name is string => name !== undefined)
        .filter((name) => !worn.has(name) && !beginnings.some((beginning) => name.startsWith(beginning)))
        .map((name) => failure(file, `.${name}`, 'is worn by nothing in views, src and public/js: delete it')),
    )
}

const className = /\.(-?[a-z][\w-]*)/gi

/** What stands before each block; comments and texts hold dots too. */
const selectorsOf = (css: string): string[] =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
    .split(/[;{}]/)
    .filter((part, index, parts) => index < parts.length - 1 && !/^\s*(@|--|[a-z-]+\s*:[^:])/i.test(part))

/** Words of class attributes and of texts in code; what is put together at run time counts by its beginning: c-<%= name %>. */
function classesWorn(files: File[]): { worn: Set<string>; beginnings: string[] } {
  const texts = files.flatMap(({ path, text }) => {
    if (path.endsWith('.ejs'))
      return [...matches(text, /class="((?:<%[\s\S]*?%>|[^"])*)"/g), ...matches(text, /'([^'\n]*)'/g)]
    return /^(src|public\/js)\/.*\.(ts|js)$/.test(path) ? matches(text, /(?<=['"`])([^'"`\n]*)(?=['"`])/g) : []
  })
  const all = texts.join('\n')
  return {
    worn: new Set(all.match(/[\w-]+/g) ?? []),
    beginnings: matches(all, /([\w-]+-)(?=<%|\$\{)/g),
  }
}

/** What the product needs is imported by it; what only developers need, by their tests and tools. */
export const packagesAreUsed: Rule = (files) => {
  const manifest = files.find(({ path }) => path === 'package.json')
  if (!manifest) return []
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest.text)
  const code = files.filter(({ path }) => /\.(ts|js)$/.test(path))
  const product = code.filter(({ path }) => /^(src|migrations|public)\//.test(path))
  return [
    ...Object.keys(dependencies)
      .filter((name) => !isNamed(name, product))
      .map((name) => failure(manifest, `"${name}"`, 'is imported by nothing in src: remove it')),
    ...Object.keys(devDependencies)
      .filter((name) => !isNamed(name, code))
      .map((name) => failure(manifest, `"${name}"`, 'is imported by no test or tool: remove it')),
  ]
}

/** Packages that are not called by their own names. */
const calledOtherwise: Record<string, string> = { '@biomejs/biome': 'biome' }

/** Whether a text in code names a package: an import, a path below node_modules, a command. */
function isNamed(name: string, code: File[]): boolean {
  const called = (calledOtherwise[name] ?? name.replace('@types/', '')).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const named = new RegExp(`['"\`/@]${called}['"\`/:]`)
  return code.some(({ text }) => named.test(text))
}

/** A setting that nothing reads promises what the program does not do. */
export const settingsAreUsed: Rule = (files) => {
  const file = files.find(({ path }) => path === 'src/settings.ts')
  if (!file) return []
  const readers = files.filter(({ path }) => /^src\/.*\.ts$/.test(path) && path !== file.path)
  const names = matches(file.text, /^ {2}([A-Z][A-Z_]*): /gm)
  return [...new Set(names)]
    .filter((name) => !readers.some(({ text }) => new RegExp(`[.{ ]${name}\\b(?!\\s*[:=])`).test(text)))
    .map((name) => failure(file, name, 'is read by nothing in src: delete it'))
}

/** An address of which the handbook speaks leads somewhere. */
export const helpAddressesLead =
  (routes: string[]): Rule =>
  (files) => {
    const file = files.find(({ path }) => path === 'src/help/sections.ts')
    if (!file) return []
    return matches(file.text, /^ {2}'(\/[^']*)':/gm)
      .filter((address) => !routes.some((route) => route === address || route.startsWith(`${address}/`)))
      .map((address) => failure(file, `'${address}'`, 'is the beginning of no route: delete it'))
  }

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

const failure = ({ path, text }: File, what: string, reason: string): Failure => ({
  path,
  line: lineAt(text, Math.max(0, text.indexOf(what))),
  subject: what,
  reason: `${what} ${reason}`,
})
