import { parseArgs } from 'node:util'
import type { OnDuplicate } from '../imports/definition.ts'

export const usage =
  'npm run import -- KIND FILE [--map HEADER=field]… [--on-duplicate skip|fill|overwrite] [--as USERNAME]'

/** The command was called in a way that can't be meant; the message is all that is shown. */
export class UsageError extends Error {}

export interface ImportArguments {
  kind: string
  file: string
  /** Header and field; null leaves the column out. */
  map: [header: string, field: string | null][]
  on_duplicate: OnDuplicate
  as: string | undefined
}

/** Reads the command's words. Throws Usage. */
export function readArguments(words: string[]): ImportArguments {
  const { positionals, values } = parsed(words)
  const [kind, file, ...more] = positionals
  if (!kind || !file || more.length > 0) throw new UsageError(usage)
  const on_duplicate = values['on-duplicate'] ?? 'skip'
  if (on_duplicate !== 'skip' && on_duplicate !== 'fill' && on_duplicate !== 'overwrite') throw new UsageError(usage)
  return { kind, file, map: (values.map ?? []).map(mapped), on_duplicate, as: values.as }
}

function parsed(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const options = { map: { ...text, multiple: true }, 'on-duplicate': text, as: text } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`)
  }
}

/** The header may hold a = itself; the field never does. */
function mapped(said: string): [string, string | null] {
  const at = said.lastIndexOf('=')
  if (at < 1) throw new UsageError(`--map ${said}: use HEADER=field\n${usage}`)
  return [said.slice(0, at), said.slice(at + 1) || null]
}
