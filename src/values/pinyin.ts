import { pinyin, polyphonic } from 'pinyin-pro'
import { normalize } from './normalize.ts'

/** A name begins with a surname, which has its own reading (单 shan, 曾 zeng); any other text does not. */
export type NameOrText = 'name' | 'text'

const maxCharacters = 200
const maxCombined = 40
const maxSpellings = 12
const isHan = (character: string) => /\p{Script=Han}/u.test(character)

/**
 * A sort key whose byte order is the order of pronunciation: 'zhang san', 'abc ke ji'; Latin normalised. First 200
 * characters.
 */
export function pinyinSort(text: string, kind: NameOrText = 'text'): string {
  const characters = charactersOf(text)
  const readings = usualReadings(characters, kind)
  return characters
    .map((character, at) => (isHan(character) ? ` ${readings[at]} ` : character))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Spellings of a Chinese text in full ('zhangsan') and by initials ('zs'): the usual ones and others; ü as v and u. */
interface Spellings {
  usual: readonly string[]
  others: readonly string[]
}

/** Cached: the same names recur on a customer and all its opportunities and orders. */
const cache = new Map<string, Spellings>()
const cacheSize = 5000

/**
 * The spellings by which a Chinese text is found: at most 12 in full and 12 of initials; each reading of the first 40
 * characters occurs in at least one. Empty for a text without Chinese characters.
 */
export function pinyinSpellings(text: string, kind: NameOrText = 'text'): Spellings {
  const cacheKey = `${kind} ${text}`
  const cached = cache.get(cacheKey)
  if (cached) return cached
  const readings = readingsOf(text, kind)
  if (cache.size >= cacheSize) cache.clear()
  cache.set(cacheKey, readings)
  return readings
}

/** The same as one list, the usual spellings first. */
export function pinyinReadings(text: string, kind: NameOrText = 'text'): string[] {
  const { usual, others } = pinyinSpellings(text, kind)
  return [...usual, ...others]
}

function readingsOf(text: string, kind: NameOrText): Spellings {
  const characters = charactersOf(text)
  if (!characters.some(isHan)) return { usual: [], others: [] }
  const usual = usualReadings(characters, kind)
  const all = polyphonic(characters.slice(0, maxCombined).join(''), { toneType: 'none', type: 'array', v: true })
  const choices = characters.flatMap((character, at) => {
    if (!isHan(character)) return /[\p{L}\p{N}]/u.test(character) ? [[character]] : []
    return [withPlainU([usual[at] ?? character, ...(all[at] ?? [])])]
  })
  const initials = choices.map((readings) => distinct(readings.map((reading) => [...reading][0] ?? '')))
  const [inFull = '', ...otherwise] = combinations(choices)
  const [short = '', ...shortOtherwise] = combinations(initials)
  return { usual: distinct([inFull, short]), others: distinct([...otherwise, ...shortOtherwise]) }
}

const charactersOf = (text: string) => [...normalize(text.slice(0, maxCharacters * 2))].slice(0, maxCharacters)

const usualReadings = (characters: string[], kind: NameOrText): string[] =>
  pinyin(characters.join(''), {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: kind === 'name' ? 'head' : 'off',
  })

const withPlainU = (readings: string[]) => distinct([...readings, ...readings.map((one) => one.replace('v', 'u'))])

/**
 * Limited, so in order of likelihood: the usual readings, then the second, third … of all characters together, then any
 * mixture.
 */
function combinations(choices: string[][]): string[] {
  const combined = new Set<string>()
  const deepest = Math.max(...choices.map((readings) => readings.length))
  for (let depth = 0; depth < deepest; depth++)
    combined.add(choices.map((readings) => readings[depth] ?? readings[0]).join(''))
  for (const mixture of mixtures(choices)) {
    if (combined.size >= maxSpellings) break
    combined.add(mixture)
  }
  return [...combined].slice(0, maxSpellings)
}

/** All combinations of readings, counted like a number whose first digit is the first character with a choice. */
function* mixtures(choices: string[][]): Generator<string> {
  const at = choices.map(() => 0)
  for (let place = 0; place < at.length; ) {
    yield choices.map((readings, index) => readings[at[index] ?? 0]).join('')
    for (place = 0; place < at.length; place++) {
      const next = (at[place] ?? 0) + 1
      at[place] = next < (choices[place]?.length ?? 0) ? next : 0
      if (at[place] !== 0) break
    }
  }
}

const distinct = (texts: string[]) => [...new Set(texts)]
