import ts from 'typescript'
import { eachNode, type File, generated, lineAt, type Rule } from './source-files.ts'

const longest = 250

/** What people wrote, with its length in lines; generated files and word lists are not read from top to bottom. */
export const sizes = (files: File[]) =>
  files
    .filter(({ path }) => /\.(ts|js|ejs|css)$/.test(path) && !generated.includes(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .sort((a, b) => a.lines - b.lines)

/** A file that does not fit a reader's head is two. */
export const filesAreShort: Rule = (files) =>
  sizes(files)
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => ({
      path,
      line: longest + 1,
      reason: `${lines} lines, above ${longest}: it holds two ideas`,
    }))

const widest = 140

/** A line that runs off the screen hides its end; until all are broken up there are no more than `today`. */
export const viewsAreNarrow =
  (today: number): Rule =>
  (files) => {
    const wide = files
      .filter(({ path }) => path.endsWith('.ejs'))
      .map(({ path, text }) => ({ path, count: text.split('\n').filter((line) => line.length > widest).length }))
      .filter(({ count }) => count > 0)
    const all = wide.reduce((sum, { count }) => sum + count, 0)
    const reason = (count: number) =>
      `${count} lines above ${widest} characters, of ${all} where ${today} are allowed: one element a line`
    return all > today ? wide.map(({ path, count }) => ({ path, line: 1, reason: reason(count) })) : []
  }

/** `any` switches the compiler off for everything it touches. */
export const nothingIsAny: Rule = (files) =>
  files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap((file) =>
      eachNode(file, ({ kind }) => (kind === ts.SyntaxKind.AnyKeyword ? 'any: say the type, or unknown' : undefined)),
    )

/** The content security policy refuses what stands in a page itself. */
export const viewsAreInert: Rule = (files) =>
  files.filter(({ path }) => path.endsWith('.ejs')).flatMap((file) => [...unsafeTags(file)])

function* unsafeTags({ path, text }: File) {
  const html = text.replace(/<%[\s\S]*?%>/g, blank).replace(/<!--[\s\S]*?-->/g, blank)
  for (const { 1: name = '', 2: written = '', index } of html.matchAll(tag)) {
    const attributes = written.replace(/"[^"]*"|'[^']*'/g, '""')
    const fail = (reason: string) => ({ path, line: lineAt(text, index), reason })
    if (name.toLowerCase() === 'script' && !/\ssrc\s*=/i.test(attributes)) yield fail('an inline script: use public/js')
    if (/\sstyle\s*=/i.test(attributes)) yield fail('a style attribute: use public/css')
    const handler = attributes.match(/\s(on[a-z]+)\s*=/i)?.[1]
    if (handler) yield fail(`${handler}= in a view: use a data-behaviour of public/js`)
  }
}

const tag = /<([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi

/** Keeps lines and attributes' shape. */
const blank = (code: string) => code.replace(/[^\n]/g, '_')
