import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Steps, Walker } from './journey-recorder.ts'

const text = readFileSync(new URL('../../docs/journeys.md', import.meta.url), 'utf8')

/** Rows of the tables: the act, how it goes, and "presses · fields · pages" at a desk and on a phone. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** What docs/journeys.md says that an act takes; throws for one it does not speak of. */
function documented(act: string, where: 'desk' | 'phone'): Steps {
  const row = rows.find(([, name]) => name === act)
  const said = row?.[where === 'desk' ? 3 : 4]?.split('·').map(Number)
  if (said?.length !== 3) throw new Error(`docs/journeys.md does not say what it takes to ${act}`)
  const [presses = 0, fields = 0, pages = 0] = said
  return { presses, fields, pages }
}

/** How an act goes: its name in docs/journeys.md, and what is done. */
export type Journey = (name: string, act: () => Promise<void>) => Promise<void>

/** Walks acts from the start page, each in the steps that docs/journeys.md says; without scripts they are not compared. */
export const journeys =
  (w: Walker, { phone, scripts, locale }: { phone: boolean; scripts: boolean; locale: string }): Journey =>
  async (name, act) => {
    const where = phone ? 'phone' : 'desk'
    await w.menu(w.t('dashboard.title'))
    const steps = await w.counted(act)
    await w.shot(`day-${name.replaceAll(/\W+/g, '-')}-${locale}-${where}`)
    if (scripts) expect({ name, ...steps }).toEqual({ name, ...documented(name, where) })
  }
