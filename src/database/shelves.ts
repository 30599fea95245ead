import Sqlite from 'better-sqlite3'

/** What is known of texts, one thing each; what is put last stands. It must survive JSON. */
export interface Shelf<T> {
  of(text: string): T | undefined
  put(text: string, what: T): void
}

/** Some of these, which are emptied and given back together. */
export interface Shelves {
  add<T>(): Shelf<T>
  clear(): void
  /** Nothing is asked after it. */
  end(): void
}

/** In memory: for the texts of some hundred rows. */
export function shelvesInMemory(): Shelves {
  const all: Map<string, unknown>[] = []
  const clear = () => {
    for (const one of all) one.clear()
  }
  return {
    add<T>(): Shelf<T> {
      const known = new Map<string, T>()
      all.push(known)
      return { of: (text) => known.get(text), put: (text, what) => void known.set(text, what) }
    },
    clear,
    end: clear,
  }
}

/** In kilobytes; what is beyond it SQLite writes to a file that goes with the connection. */
const kept = 4_000

/** On the disk: of a hundred thousand rows this would be most of what a worker thread needs of memory. */
export function shelvesOnDisk(): Shelves {
  const connection = new Sqlite('')
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', `cache_size = -${kept}`]) connection.pragma(pragma)
  connection.exec(
    `create table known (shelf integer not null, text text not null, what text not null, primary key (shelf, text)) strict,
      without rowid; begin`,
  )
  const of = connection.prepare<[number, string], string>('select what from known where shelf = ? and text = ?').pluck()
  const put = connection.prepare<[number, string, string]>('insert or replace into known values (?, ?, ?)')
  let shelves = 0
  return {
    add<T>(): Shelf<T> {
      const shelf = ++shelves
      return {
        of(text) {
          const what = of.get(shelf, text)
          return what === undefined ? undefined : (JSON.parse(what) as T)
        },
        put: (text, what) => void put.run(shelf, text, JSON.stringify(what)),
      }
    },
    clear: () => void connection.exec('delete from known'),
    end: () => void connection.close(),
  }
}
