import ts from 'typescript'
import { eachNode, type File, generated, type Rule } from './source-files.ts'

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

/** `any` switches the compiler off for everything it touches. */
export const nothingIsAny: Rule = (files) =>
  files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap((file) =>
      eachNode(file, ({ kind }) => (kind === ts.SyntaxKind.AnyKeyword ? 'any: say the type, or unknown' : undefined)),
    )
