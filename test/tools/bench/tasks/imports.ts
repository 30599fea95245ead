import { setTimeout as sleep } from 'node:timers/promises'
import { randomPerson } from '../../../../src/commands/demo/names.ts'
import { seededRandom } from '../../../../src/commands/demo/random.ts'
import type { Visitor } from '../../program/http-client.ts'
import type { Figure } from '../rows.ts'

const columns = ['name', 'company', 'phone', 'email', 'region', 'city', 'address', 'industry', 'source', 'level']

/** A file of so many customers, hardly one of whom is there already; another seed makes another file. `moved`: the same people at another address. */
export function customerFile(rows: number, seed: number, moved = false): string {
  const by = seededRandom(seed)
  const row = (_: unknown, index: number) => {
    const who = randomPerson(by)
    const own = `${seed}-${index}`
    const named = {
      ...who,
      name: `${who.name}${by.one([...third])}`,
      company: `${who.company}${own}部`,
      email: who.email === '' ? '' : `contact-${own}@example.com`,
      address: moved ? `${who.address}后楼` : who.address,
    }
    return columns.map((name) => `"${(named as Record<string, string>)[name] ?? ''}"`).join(',')
  }
  return `${columns.join(',')}\r\n${Array.from({ length: rows }, row).join('\r\n')}\r\n`
}

/** Names of three letters, as there are too few of two. */
const third = '文明华国建春秋山水云海天星月光庆宁远志成德义信平安康福禄寿喜'

interface Imported {
  /** Milliseconds from sending the file to its preview, and from the word to write it to its end. */
  read: number
  written: number
}

/** Imports a file as a manager does, and waits for each step. Throws where it doesn't end well. */
export async function importFile(
  as: Visitor,
  content: string,
  on_duplicate: 'skip' | 'overwrite' = 'skip',
): Promise<Imported> {
  const began = performance.now()
  const { location } = await as.ask({
    path: '/customers/import',
    form: { on_duplicate },
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
export const importFigures = (what: string, { read, written }: Imported): Figure[] =>
  [
    { what: `${what}, until the preview`, value: read / 1000 },
    { what: `${what}, written`, value: written / 1000 },
  ].map((one) => ({ part: 'imports', unit: 's', limit: null, ...one }))
