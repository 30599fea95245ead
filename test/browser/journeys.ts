import { readFileSync } from 'node:fs'
import type { Steps } from './walker.ts'

const text = readFileSync(new URL('../../docs/journeys.md', import.meta.url), 'utf8')

/** Rows of the table: the act, how it goes, and "presses · fields · pages" at a desk and on a phone. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** What docs/journeys.md says that an act takes; throws for one it does not speak of. */
export function documented(act: string, where: 'desk' | 'phone'): Steps {
  const row = rows.find(([, name]) => name === act)
  const said = row?.[where === 'desk' ? 3 : 4]?.split('·').map(Number)
  if (said?.length !== 3) throw new Error(`docs/journeys.md does not say what it takes to ${act}`)
  const [presses = 0, fields = 0, pages = 0] = said
  return { presses, fields, pages }
}
