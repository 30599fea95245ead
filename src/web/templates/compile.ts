import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { root } from '../../root.ts'
import { escapeHtml } from '../helpers.ts'
import { withoutIndentation } from './indentation.ts'

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
  'typed',
  'wrongAt',
  'each',
  'say',
  'labelOf',
  'href',
  'mayEver',
  'seal',
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
  'instant',
  'when',
  'currency',
]

const viewOptions = {
  strict: true,
  escape: escapeHtml,
  destructuredLocals: [...helperNames, ...formatNames],
}

const compiled = new Map<string, Template>()

/** The view of this name, compiled once; in development anew for each page, as it may have been changed. */
export function template(name: string): Template {
  const known = compiled.get(name)
  if (known) return known
  const filename = fileURLToPath(new URL(`views/${name}.ejs`, root))
  const made = ejs.compile(withoutIndentation(readFileSync(filename, 'utf8')), { filename, ...viewOptions }) as Template
  if (process.env.NODE_ENV !== 'development') compiled.set(name, made)
  return made
}
