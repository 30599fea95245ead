import { setTimeout as sleep } from 'node:timers/promises'
import { randomPerson } from '../../../../src/commands/demo/names.ts'
import { seededRandom } from '../../../../src/commands/demo/random.ts'
import type { Visitor } from '../../program/http-client.ts'
import type { Figure } from '../rows.ts'

const columns = ['name', 'company', 'phone', 'email', 'region', 'city', 'address', 'industry', 'source', 'level']

/**
 * A CSV file of `rows` customers, hardly any of whom exist yet; another seed gives other customers. With `moved` the
 * same customers have another address.
 */
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

/** Third characters of given names: there are too few names of two characters. */
const third = '文明华国建春秋山水云海天星月光庆宁远志成德义信平安康福禄寿喜'

interface Imported {
  /** Milliseconds from the upload to the preview, and from confirming to the end. */
  read: number
  written: number
}

/** Imports a file as a manager and waits for each step. Throws if the import fails. */
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
  const previewAt = performance.now()
  await as.ask({ path: `${location}/commit`, form: {} })
  await state(as, location, 'done')
  return { read: previewAt - began, written: performance.now() - previewAt }
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

/** The durations of an import as two figures. */
export const importFigures = (what: string, { read, written }: Imported): Figure[] =>
  [
    { what: `${what}, until the preview`, value: read / 1000 },
    { what: `${what}, written`, value: written / 1000 },
  ].map((one) => ({ part: 'imports', unit: 's', limit: null, ...one }))
