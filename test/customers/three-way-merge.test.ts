import { expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

type Values = Record<string, string>

const names = ['name', 'region', 'city', 'level', 'notes'] as const
const choices: Record<(typeof names)[number], string[]> = {
  name: ['何思远', '何思', '何远'],
  region: ['', '江苏', '上海'],
  city: ['', '无锡', '苏州'],
  level: ['', 'A', 'B'],
  notes: ['', '一\n二', '三'],
}

/** Numbers from 0 to 1 in an order that is always the same. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** A three-way merge as a person would do it; undefined if both changed a field. */
function naive(shown: Values, mine: Values, saved: Values): Values | undefined {
  const merged: Values = {}
  for (const name of names) {
    const [base = '', left = '', right = ''] = [shown[name], mine[name], saved[name]]
    if (left !== base && right !== base && left !== right) return undefined
    merged[name] = left === base ? right : left
  }
  return merged
}

test('forms that are opened and saved in any order end as a plain three-way merge says', async () => {
  const w = await testApp()
  const people: SignedInClient[] = [await w.as('王芳'), await w.as('陈静')]
  const at = `/customers/${await w.customer({ owner: '王芳' })}`
  const next = numbers(15)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  const read = async (): Promise<Values> => {
    const page = await people[0]?.get(`${at}/edit`)
    return Object.fromEntries([...names, 'version'].map((name) => [name, page?.field(name) ?? '']))
  }
  const open: Values[] = []
  const seen = { saved: 0, refused: 0 }
  for (let step = 0; step < 300; step++) {
    if (open.length === 0 || (open.length < 4 && next() < 0.5)) {
      open.push(await read())
      continue
    }
    const [shown = {}] = open.splice(Math.floor(next() * open.length), 1)
    const mine = { ...shown }
    for (const name of names) if (next() < 0.3) mine[name] = pick(choices[name])
    const saved = await read()
    const expected = naive(shown, mine, saved)
    const answer = await pick(people).send(at, { ...mine, notes: mine.notes?.replace('\n', '\r\n') ?? '' })
    expect(answer.status).toBe(expected ? 303 : 422)
    const { version: _, ...now } = await read()
    const { version: _before, ...before } = saved
    expect(now).toEqual(expected ?? before)
    seen[expected ? 'saved' : 'refused']++
  }
  expect(seen.saved).toBeGreaterThan(20)
  expect(seen.refused).toBeGreaterThan(10)
})
