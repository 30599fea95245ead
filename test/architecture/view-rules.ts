import { type File, lineAt, type Rule } from './source-files.ts'

const widest = 140

/** Lines of views that are too long. */
export const wideLines = (files: File[]) =>
  linesOf(files)
    .filter(({ text }) => text.length > widest)
    .map(({ path, line, text }) => ({ path, line, length: text.length }))

/** A line of a view has at most 140 characters and opens at most one block element. */
export const viewsAreLaidOut: Rule = (files) => [
  ...wideLines(files).map(({ path, line, length }) => ({
    path,
    line,
    reason: `${length} characters, above ${widest}: one line per element, and per attribute of a long tag`,
  })),
  ...linesOf(files.map(({ path, text }) => ({ path, text: text.replace(code, blank) }))).flatMap(crowded),
]

function crowded({ path, line, text }: { path: string; line: number; text: string }) {
  const opened = [...text.matchAll(/<([a-z][\w-]*)/gi)]
    .map(([, name = '']) => name)
    .filter((name) => !running.has(name))
  return opened.length > 1 ? [{ path, line, reason: `opens ${opened.join(' and ')}: one line per element` }] : []
}

/** Inline elements, which may share a line with others. */
const running = new Set(
  'a abbr b br button code em i img input kbd label mark s small span strong sub sup svg time use'.split(' '),
)

const linesOf = (files: File[]) =>
  files
    .filter(({ path }) => path.endsWith('.ejs'))
    .flatMap(({ path, text }) => text.split('\n').map((one, index) => ({ path, line: index + 1, text: one })))

/** The content security policy blocks inline scripts, styles and event handlers. */
export const viewsAreInert: Rule = (files) =>
  files.filter(({ path }) => path.endsWith('.ejs')).flatMap((file) => [...unsafeTags(file)])

function* unsafeTags({ path, text }: File) {
  const html = text.replace(code, blank).replace(/<!--[\s\S]*?-->/g, blank)
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

const code = /<%[\s\S]*?%>/g

/** Replaces characters but keeps line breaks and lengths, so that positions stay the same. */
const blank = (text: string) => text.replace(/[^\n]/g, '_')
