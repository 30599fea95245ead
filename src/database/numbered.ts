import Sqlite from 'better-sqlite3'

/** Texts with a number each; of two numbers for one text the first stays. */
export interface Numbered {
  of(text: string): number | undefined
  put(text: string, number: number): void
  clear(): void
  /** Gives back what it takes; nothing is asked after it. */
  end(): void
}

/** In memory: for the texts of some hundred rows. */
export function numberedInMemory(): Numbered {
  const known = new Map<string, number>()
  return {
    of: (text) => known.get(text),
    put: (text, number) => void (known.has(text) || known.set(text, number)),
    clear: () => known.clear(),
    end: () => known.clear(),
  }
}

/** In kilobytes; what is beyond it SQLite writes to a file that goes with the connection. */
const kept = 4_000

/** On the disk: of a hundred thousand rows the texts would be most of what a worker thread needs of memory. */
export function numberedOnDisk(): Numbered {
  const connection = new Sqlite('')
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', `cache_size = -${kept}`]) connection.pragma(pragma)
  connection.exec('create table numbered (text text primary key, number integer not null) strict, without rowid; begin')
  const of = connection.prepare<[string], number>('select number from numbered where text = ?').pluck()
  const put = connection.prepare<[string, number]>('insert or ignore into numbered values (?, ?)')
  return {
    of: (text) => of.get(text),
    put: (text, number) => void put.run(text, number),
    clear: () => void connection.exec('delete from numbered'),
    end: () => void connection.close(),
  }
}
