import { ofDatabase } from '../database/database.ts'
import { newestId, newestOf, type Searchable } from './gram-index.ts'

/** So many records with a gram are looked at, from the middle of all. */
const probed = 64
/** A gram that stands in so large a share of them is the letters of a code, or a word that nearly every one has. */
const nearlyAll = 0.89
/** Looking into a record's text takes as long as passing over so many entries of the index. */
const dearer = 300
/** Grams of one word stand together more often than by chance: so much of what a share would leave out is left out, as a power. */
const together = 0.75

/** Grams of a query, and in how many records the rarest of them stands, by a guess. */
interface Telling {
  grams: string[]
  rarest: number
}

/**
 * Of a query's grams those that tell records apart, the rarest first: the index lays their lists over each other, which is
 * work for each entry of the longest, and what few more records one would leave out is sooner seen in their texts. Only the
 * work depends on it: the text decides.
 */
export async function telling(table: Searchable, grams: string[]): Promise<Telling> {
  const many = await newestId(table)
  const shares = await Promise.all(grams.map(async (gram) => ({ gram, share: await shareOf(table, gram, many) })))
  const [first, ...others] = shares.toSorted((a, b) => a.share - b.share)
  if (first === undefined) return { grams, rarest: 0 }
  const rarest = first.share * many
  // Where each is everywhere, only all of them together leave anything out.
  if (first.share > nearlyAll) return { grams, rarest }
  const chosen = [first.gram]
  let left = rarest
  for (const { gram, share } of others) {
    if (share > nearlyAll || share * many > left * (1 - share) * dearer) break
    chosen.push(gram)
    left *= share ** together
  }
  return { grams: chosen, rarest }
}

const sharesKnown = ofDatabase(() => new Map<string, { share: number; many: number }>())

/** In what share of a table's records a gram stands, 0 to 1, by those in the middle; kept until there are twice as many, as it hardly changes. */
async function shareOf(table: Searchable, gram: string, many: number): Promise<number> {
  const shares = sharesKnown()
  const key = `${table} ${gram}`
  const known = shares.get(key)
  if (known && many < 2 * known.many && known.many < 2 * many) return known.share
  const middle = Math.ceil(many / 2)
  const some = await newestOf(table, [gram], { most: probed, to: middle })
  const passed = some.length === probed ? middle - (some.at(-1) ?? 0) + 1 : middle
  const share = passed > 0 ? some.length / passed : 0
  if (shares.size >= 10_000) shares.clear()
  shares.set(key, { share, many })
  return share
}
