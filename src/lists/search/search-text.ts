import { normalize } from '../../values/normalize.ts'
import { type NameOrText, pinyinSpellings } from '../../values/pinyin.ts'

/** One of a record's names, with its kind: a person's is read as a name is. */
type Name = [text: string | null, kind: NameOrText]

/**
 * What a record is found by, folded, a line each: its names in the order that search.ts ranks them, each with its usual
 * reading and initials behind tabs; then everything else and the rarer readings.
 */
export function searchTextOf(names: Name[], others: (string | null)[]): string {
  const spelt = names.map(([text, kind]) => ({ text: normalize(text ?? ''), ...pinyinSpellings(text ?? '', kind) }))
  const lines = spelt.map(({ text, usual }) => [text, ...usual].join('\t'))
  const more = [...others.map((one) => normalize(one ?? '')), ...spelt.flatMap(({ others }) => others)]
  return [...lines, ...new Set(more.filter((one) => one !== ''))].join('\n')
}
