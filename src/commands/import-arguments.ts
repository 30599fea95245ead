import { parseArgs } from 'node:util'
import type { OnDuplicate } from '../imports/definition.ts'

/** The usage line of the import command. */
export const usage =
  'npm run import -- KIND FILE [--map HEADER=field]… [--on-duplicate skip|fill|overwrite] [--as USERNAME]'

/** Invalid arguments; only the message is printed. */
export class UsageError extends Error {}

/** The parsed arguments of the import command. */
export interface ImportArguments {
  kind: string
  file: string
  /** Pairs of header and field; null leaves the column out. */
  map: [header: string, field: string | null][]
  on_duplicate: OnDuplicate
  as: string | undefined
}

/** Parses the command's arguments. Throws UsageError. */
export function parseImportArguments(words: string[]): ImportArguments {
  const { positionals, values } = parseOptions(words)
  const [kind, file, ...more] = positionals
  if (!kind || !file || more.length > 0) throw new UsageError(usage)
  const on_duplicate = values['on-duplicate'] ?? 'skip'
  if (on_duplicate !== 'skip' && on_duplicate !== 'fill' && on_duplicate !== 'overwrite') throw new UsageError(usage)
  return { kind, file, map: (values.map ?? []).map(parseMapping), on_duplicate, as: values.as }
}

function parseOptions(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const options = { map: { ...text, multiple: true }, 'on-duplicate': text, as: text } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`)
  }
}

/** A header may contain '='; a field never does. */
function parseMapping(argument: string): [string, string | null] {
  const separator = argument.lastIndexOf('=')
  if (separator < 1) throw new UsageError(`--map ${argument}: use HEADER=field\n${usage}`)
  return [argument.slice(0, separator), argument.slice(separator + 1) || null]
}
