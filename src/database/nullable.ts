import { migrations } from '../../migrations/index.ts'
import type { Schema } from './schema.ts'

let known: Set<string> | undefined

/** Whether a column of this name can be null, in whichever table. */
export function nullable(column: string): boolean {
  known ??= found()
  return known.has(column)
}

function found(): Set<string> {
  const names = new Set<string>()
  const nothing = (): void => undefined
  const table = (_: string, columns: string): void => {
    for (const column of parts(columns))
      if (!/\bnot null\b|\bprimary key\b|\{id\}|^(unique|primary)\b/.test(column))
        names.add(column.split(/\s/)[0] ?? '')
  }
  const looking: Schema = {
    table,
    clustered: table,
    column: (_, name) => void names.add(name),
    index: nothing,
    run: nothing,
    appendOnly: nothing,
    copied: nothing,
    summed: nothing,
    searchable: nothing,
    threeDigits: nothing,
  }
  for (const migration of migrations) migration.up(looking)
  return names
}

/** A list's parts, at the commas that stand in no bracket. */
export function parts(list: string): string[] {
  let depth = 0
  const found = ['']
  for (const letter of list) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
    if (letter === ',' && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((part) => part.trim())
}
