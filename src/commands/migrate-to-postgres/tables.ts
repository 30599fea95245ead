import type Sqlite from 'better-sqlite3'

/** A table to copy: its columns in order, and which of them are integers. */
export interface Table {
  name: string
  columns: { name: string; whole: boolean }[]
  /** The last id of a table with generated ids; an id is never used twice, even after its row was deleted. */
  last: bigint | undefined
  /** Whether it has a gram index, which is computed again. */
  searchable: boolean
}

/** The tables of a Salesbook file, each after the ones it references. */
export function tablesOf(file: Sqlite.Database): Table[] {
  const names = file
    .prepare("select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite_%'")
    .pluck()
    .all()
    .map(String)
  const virtual = new Set(file.prepare("select name from pragma_table_list where type = 'virtual'").pluck().all())
  const lasts = new Map(
    file.prepare<[], [string, bigint]>('select name, seq from sqlite_sequence').raw().safeIntegers().all(),
  )
  return inOrder(file, names).map((name) => ({
    name,
    columns: (file.pragma(`table_info(${name})`) as { name: string; type: string }[]).map((column) => ({
      name: column.name,
      whole: column.type === 'INTEGER',
    })),
    last: lasts.get(name),
    searchable: virtual.has(`${name}_search`),
  }))
}

/** Sorts tables by their foreign keys. Throws Error if they are circular. */
function inOrder(file: Sqlite.Database, names: string[]): string[] {
  const left = new Map(
    names.map((name) => {
      const references = file.pragma(`foreign_key_list(${name})`) as { table: string }[]
      return [name, references.map(({ table }) => table).filter((table) => table !== name)]
    }),
  )
  const sorted: string[] = []
  while (left.size > 0) {
    const ready = [...left].filter(([, needs]) => needs.every((name) => !left.has(name))).map(([name]) => name)
    if (ready.length === 0) throw new Error(`these refer to each other: ${[...left.keys()].join(', ')}`)
    for (const name of ready.toSorted()) {
      sorted.push(name)
      left.delete(name)
    }
  }
  return sorted
}
