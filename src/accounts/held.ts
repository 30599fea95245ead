import type { Key } from '../i18n/words.ts'

/** What a person has in hand: how many of what, where they are listed, and whether a hand-over moves them. */
export interface Held {
  what: Key
  count: number
  href: string
  moves: boolean
}

/** Each room that gives people records counts them; app.ts fills it. */
export const holdings: ((user_id: number) => Promise<Held>)[] = []

/** What a person has in hand; what there is none of is left out. */
export const heldBy = async (user_id: number): Promise<Held[]> =>
  (await Promise.all(holdings.map((count) => count(user_id)))).filter(({ count }) => count > 0)
