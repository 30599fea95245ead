import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Steps, Walker } from './journey-recorder.ts'

const text = readFileSync(new URL('../../docs/journeys.md', import.meta.url), 'utf8')

/** Table rows: the task, how it is done, and "presses · fields · pages" for a desktop and for a phone. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** The steps that docs/journeys.md gives for a task; throws if the task is not listed. */
function documented(act: string, where: 'desk' | 'phone'): Steps {
  const row = rows.find(([, name]) => name === act)
  const said = row?.[where === 'desk' ? 3 : 4]?.split('·').map(Number)
  if (said?.length !== 3) throw new Error(`docs/journeys.md does not list the task '${act}'`)
  const [presses = 0, fields = 0, pages = 0] = said
  return { presses, fields, pages }
}

/** Performs a task: its name in docs/journeys.md, and what to do. */
export type Journey = (name: string, act: () => Promise<void>) => Promise<void>

/**
 * Performs tasks from the start page and compares the steps with docs/journeys.md; without scripts they are not
 * compared.
 */
export const journeys =
  (w: Walker, { phone, scripts, locale }: { phone: boolean; scripts: boolean; locale: string }): Journey =>
  async (name, act) => {
    const where = phone ? 'phone' : 'desk'
    await w.menu(w.t('dashboard.title'))
    const steps = await w.counted(act)
    await w.shot(`day-${name.replaceAll(/\W+/g, '-')}-${locale}-${where}`)
    if (scripts) expect({ name, ...steps }).toEqual({ name, ...documented(name, where) })
  }
