import type { Fields } from '../../fields/definition.ts'
import { normalize } from '../../values/normalize.ts'
import { phoneDigits } from '../../values/phone.ts'
import { type NameOrText, pinyinSpellings } from '../../values/pinyin.ts'

/** One of a record's names and its kind; a person's name is read with surname pronunciations. */
type Name = [text: string | null, kind: NameOrText]

/**
 * A record's search text, normalised, in lines: its names in the order in which search.ts ranks them, each with its
 * usual pinyin and initials after tabs; then the other texts and the rarer readings.
 */
export function searchTextOf(names: Name[], others: (string | null)[]): string {
  const spellings = names.map(([text, kind]) => ({ text: normalize(text ?? ''), ...pinyinSpellings(text ?? '', kind) }))
  const lines = spellings.map(({ text, usual }) => [text, ...usual].join('\t'))
  const more = [...others.map((one) => normalize(one ?? '')), ...spellings.flatMap(({ others }) => others)]
  return [...lines, ...new Set(more.filter((one) => one !== ''))].join('\n')
}

/** The texts of a record's searched fields: those with pinyin, and the others; a phone number also as digits only. */
export function searchedTexts(
  fields: Fields,
  record: Readonly<Record<string, unknown>>,
): { names: Name[]; others: (string | null)[] } {
  const names: Name[] = []
  const others: (string | null)[] = []
  for (const { name, kind, search } of Object.values(fields)) {
    const text = (record[name] ?? null) as string | null
    if (search === 'plain') others.push(text, kind === 'phone' && text ? phoneDigits(text) : null)
    else if (search) names.push([text, search])
  }
  return { names, others }
}
