import { setTimeout as sleep } from 'node:timers/promises'
import { stranger } from '../demo/names.ts'
import { chance } from '../demo/random.ts'
import type { Figure } from './rows.ts'
import type { Visitor } from './visitor.ts'

const columns = ['name', 'company', 'phone', 'email', 'region', 'city', 'address', 'industry', 'source', 'level']

/** A file of so many customers, some of them there already; another seed makes another file. */
export function customerFile(rows: number, seed: number): string {
  const by = chance(seed)
  const row = () => {
    const who = stranger(by)
    return columns.map((name) => `"${who[name] ?? ''}"`).join(',')
  }
  return `${columns.join(',')}\r\n${Array.from({ length: rows }, row).join('\r\n')}\r\n`
}

interface Imported {
  /** Milliseconds from sending the file to its preview, and from the word to write it to its end. */
  read: number
  written: number
}

/** Imports a file as a manager does, and waits for each step. Throws where it doesn't end well. */
export async function importFile(as: Visitor, content: string): Promise<Imported> {
  const began = performance.now()
  const { location } = await as.ask({
    path: '/customers/import',
    form: { on_duplicate: 'skip' },
    file: { name: 'customers.csv', content },
  })
  await state(as, location, 'preview')
  const shown = performance.now()
  await as.ask({ path: `${location}/commit`, form: {} })
  await state(as, location, 'done')
  return { read: shown - began, written: performance.now() - shown }
}

const between: Record<'preview' | 'done', string[]> = { preview: ['reading'], done: ['preview', 'running'] }

async function state(as: Visitor, path: string, wanted: 'preview' | 'done'): Promise<void> {
  for (;;) {
    const { state } = JSON.parse(await as.read(`${path}.json`)) as { state: string }
    if (state === wanted) return
    if (!between[wanted].includes(state)) throw new Error(`${path} is ${state} instead of ${wanted}`)
    await sleep(50)
  }
}

/** How long an import takes, in two figures. */
export const importFigures = (rows: number, { read, written }: Imported): Figure[] =>
  [
    { what: `${rows} customers, until the preview`, value: read / 1000 },
    { what: `${rows} customers, written`, value: written / 1000 },
  ].map((one) => ({ part: 'imports', unit: 's', limit: null, ...one }))
