import { type Failure, type File, lineAt, type Rule } from './source-files.ts'

/** A CSS class that no element has is deleted. */
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
        .map((name) => failure(file, `.${name}`, 'is not used in views, src or public/js: delete it')),
    )
}

const className = /\.(-?[a-z][\w-]*)/gi

/** The selectors of a style sheet, without comments and strings, which may contain dots. */
const selectorsOf = (css: string): string[] =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
    .split(/[;{}]/)
    .filter((part, index, parts) => index < parts.length - 1 && !/^\s*(@|--|[a-z-]+\s*:[^:])/i.test(part))

/** Class names in views and scripts. A name built at run time (c-<%= name %>) counts by its prefix. */
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

/** `dependencies` are imported by the program, `devDependencies` by tests and tools. */
export const packagesAreUsed: Rule = (files) => {
  const manifest = files.find(({ path }) => path === 'package.json')
  if (!manifest) return []
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest.text)
  const code = files.filter(({ path }) => /\.(ts|js)$/.test(path))
  const product = code.filter(({ path }) => /^(src|migrations|public)\//.test(path))
  return [
    ...Object.keys(dependencies)
      .filter((name) => !isNamed(name, product))
      .map((name) => failure(manifest, `"${name}"`, 'is not imported in src: remove it')),
    ...Object.keys(devDependencies)
      .filter((name) => !isNamed(name, code))
      .map((name) => failure(manifest, `"${name}"`, 'is not imported by a test or tool: remove it')),
  ]
}

/** Packages that are used under another name. */
const calledOtherwise: Record<string, string> = { '@biomejs/biome': 'biome' }

/** Whether code contains the package's name: an import, a path below node_modules, or a command. */
function isNamed(name: string, code: File[]): boolean {
  const called = (calledOtherwise[name] ?? name.replace('@types/', '')).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const named = new RegExp(`['"\`/@]${called}['"\`/:]`)
  return code.some(({ text }) => named.test(text))
}

/** A setting that nothing reads does nothing. */
export const settingsAreUsed: Rule = (files) => {
  const file = files.find(({ path }) => path === 'src/settings.ts')
  if (!file) return []
  const readers = files.filter(({ path }) => /^src\/.*\.ts$/.test(path) && path !== file.path)
  const names = matches(file.text, /^ {2}([A-Z][A-Z_]*): /gm)
  return [...new Set(names)]
    .filter((name) => !readers.some(({ text }) => new RegExp(`[.{ ]${name}\\b(?!\\s*[:=])`).test(text)))
    .map((name) => failure(file, name, 'is not read in src: delete it'))
}

/** Paths in the help belong to a route. */
export const helpAddressesLead =
  (routes: string[]): Rule =>
  (files) => {
    const file = files.find(({ path }) => path === 'src/help/section-of-page.ts')
    if (!file) return []
    return matches(file.text, /^ {2}'(\/[^']*)':/gm)
      .filter((address) => !routes.some((route) => route === address || route.startsWith(`${address}/`)))
      .map((address) => failure(file, `'${address}'`, 'does not match a route: delete it'))
  }

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

const failure = ({ path, text }: File, what: string, reason: string): Failure => ({
  path,
  line: lineAt(text, Math.max(0, text.indexOf(what))),
  subject: what,
  reason: `${what} ${reason}`,
})
