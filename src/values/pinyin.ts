import { pinyin, polyphonic } from 'pinyin-pro'
import { normalize } from './normalize.ts'

/** A person's name begins with a surname, read as such (单 shan, 曾 zeng); any other text does not. */
export type NameOrText = 'name' | 'text'

const longest = 200
const combinedOf = 40
const most = 12
const isHan = (character: string) => /\p{Script=Han}/u.test(character)

/** A key whose plain byte order is the order of the readings: 'zhang san', 'abc ke ji'; Latin folded. First 200 characters. */
export function pinyinSort(text: string, kind: NameOrText = 'text'): string {
  const characters = charactersOf(text)
  const readings = usualReadings(characters, kind)
  return characters
    .map((character, at) => (isHan(character) ? ` ${readings[at]} ` : character))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** How a Chinese text is spelt: in full ('zhangsan') and by initials ('zs'), as usual and otherwise; ü as v and u. */
interface Spellings {
  usual: readonly string[]
  others: readonly string[]
}

/** Names and companies come again and again: on their customer, each opportunity and each order. */
const known = new Map<string, Spellings>()
const mostKnown = 5000

/**
 * The spellings a Chinese text is found by: at most 12 in full and 12 of initials, each reading of each of the first 40
 * characters in one at least. None of a text without Chinese characters.
 */
export function pinyinSpellings(text: string, kind: NameOrText = 'text'): Spellings {
  const asked = `${kind} ${text}`
  const before = known.get(asked)
  if (before) return before
  const readings = readingsOf(text, kind)
  if (known.size >= mostKnown) known.clear()
  known.set(asked, readings)
  return readings
}

/** The same in one list, the usual ones first. */
export function pinyinReadings(text: string, kind: NameOrText = 'text'): string[] {
  const { usual, others } = pinyinSpellings(text, kind)
  return [...usual, ...others]
}

function readingsOf(text: string, kind: NameOrText): Spellings {
  const characters = charactersOf(text)
  if (!characters.some(isHan)) return { usual: [], others: [] }
  const usual = usualReadings(characters, kind)
  const all = polyphonic(characters.slice(0, combinedOf).join(''), { toneType: 'none', type: 'array', v: true })
  const choices = characters.flatMap((character, at) => {
    if (!isHan(character)) return /[\p{L}\p{N}]/u.test(character) ? [[character]] : []
    return [withPlainU([usual[at] ?? character, ...(all[at] ?? [])])]
  })
  const initials = choices.map((readings) => distinct(readings.map((reading) => [...reading][0] ?? '')))
  const [inFull = '', ...otherwise] = combinations(choices)
  const [short = '', ...shortOtherwise] = combinations(initials)
  return { usual: distinct([inFull, short]), others: distinct([...otherwise, ...shortOtherwise]) }
}

const charactersOf = (text: string) => [...normalize(text.slice(0, longest * 2))].slice(0, longest)

const usualReadings = (characters: string[], kind: NameOrText): string[] =>
  pinyin(characters.join(''), {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: kind === 'name' ? 'head' : 'off',
  })

const withPlainU = (readings: string[]) => distinct([...readings, ...readings.map((one) => one.replace('v', 'u'))])

/** Bounded, so in the order of use: the usual, then together the second, third … of each, then any other mixture. */
function combinations(choices: string[][]): string[] {
  const found = new Set<string>()
  const deepest = Math.max(...choices.map((readings) => readings.length))
  for (let depth = 0; depth < deepest; depth++)
    found.add(choices.map((readings) => readings[depth] ?? readings[0]).join(''))
  for (const mixture of mixtures(choices)) {
    if (found.size >= most) break
    found.add(mixture)
  }
  return [...found].slice(0, most)
}

/** Every mixture, counted like a number whose first digit is the first character with a choice. */
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
