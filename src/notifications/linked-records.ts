import type { Person } from '../access/person.ts'

/** Records that notifications lead to and that a person may lose sight of, when they are given to somebody else. */
export interface LinkedRecords {
  /** What their pages' paths begin with: /orders/ before the id. */
  path: string
  /** Those of the ids that this person may see. */
  visibleIds(ids: number[], person: Pick<Person, 'id' | 'role'>): Promise<number[]>
}

/** Registered in wiring.ts. */
export const linkedRecords: LinkedRecords[] = []

/** The paths of record pages that this person can no longer open. */
export async function lostPaths(paths: string[], person: Pick<Person, 'id' | 'role'>): Promise<Set<string>> {
  const lost = new Set<string>()
  for (const { path, visibleIds } of linkedRecords) {
    const ids = [...new Set(paths)].flatMap((one) => {
      const id = one.startsWith(path) ? one.slice(path.length) : ''
      return /^\d+$/.test(id) ? [Number(id)] : []
    })
    const visible = new Set(ids.length > 0 ? await visibleIds(ids, person) : [])
    for (const id of ids) if (!visible.has(id)) lost.add(`${path}${id}`)
  }
  return lost
}
