import ts from 'typescript'
import { eachNode, type File, generatedFiles, type Rule } from './source-files.ts'

const longest = 250

/**
 * Hand-written files with their line counts; without generated files and word lists, which nobody reads from top to
 * bottom.
 */
export const sizes = (files: File[]) =>
  files
    .filter(({ path }) => /\.(ts|js|ejs|css)$/.test(path) && !generatedFiles.includes(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .sort((a, b) => a.lines - b.lines)

/** Files have at most 250 lines. */
export const filesAreShort: Rule = (files) =>
  sizes(files)
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => ({
      path,
      line: longest + 1,
      reason: `${lines} lines, above ${longest}: split the file`,
    }))

/** `any` disables type checking for everything it touches. */
export const nothingIsAny: Rule = (files) =>
  files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap((file) =>
      eachNode(file, ({ kind }) =>
        kind === ts.SyntaxKind.AnyKeyword ? 'any: use a specific type, or unknown' : undefined,
      ),
    )
