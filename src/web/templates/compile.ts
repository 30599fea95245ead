import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { root } from '../../root-folder.ts'
import { escapeHtml } from '../view-helpers.ts'
import { withoutIndentation } from './strip-indentation.ts'

type Template = (locals: object) => string

const helperNames = [
  'page',
  't',
  'locale',
  'person',
  'company',
  'title',
  'mainClass',
  'partial',
  'asset',
  'icon',
  'hidden',
  'fieldValue',
  'fieldError',
  'each',
  'say',
  'labelOf',
  'href',
  'mayEver',
  'avatarLetter',
  'dialable',
]
const formatNames = [
  'money',
  'amount',
  'quantity',
  'count',
  'percent',
  'day',
  'date',
  'dateInLine',
  'joinList',
  'joinSentences',
  'instant',
  'when',
  'currency',
]

const viewOptions = {
  strict: true,
  escape: escapeHtml,
  destructuredLocals: [...helperNames, ...formatNames],
}

const cache = new Map<string, Template>()

/**
 * The compiled view of this name, cached; in development, compiled for each page, because the file may have changed.
 */
export function compiledTemplate(name: string): Template {
  const cached = cache.get(name)
  if (cached) return cached
  const filename = fileURLToPath(new URL(`views/${name}.ejs`, root))
  const compiled = ejs.compile(withoutIndentation(readFileSync(filename, 'utf8')), {
    filename,
    ...viewOptions,
  }) as Template
  if (process.env.NODE_ENV !== 'development') cache.set(name, compiled)
  return compiled
}
