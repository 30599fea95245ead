import { normalize } from './normalize.ts'

export { normalize as fold }

/**
 * The grams of a text, normalised: its distinct characters, adjacent pairs and runs of three digits, each written as an
 * ASCII word of code points ('g5f20', 'g5f20x4f1f'). Runs of three digits distinguish phones and order numbers, since
 * nearly every pair of digits occurs in most texts. White space ends a gram, because search terms contain none.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const word of normalize(text).split(/\s+/)) {
    let before = ''
    let digits = ''
    for (const point of word) {
      const code = codeOf(point)
      grams.add(`g${code}`)
      if (before !== '') grams.add(`g${before}x${code}`)
      digits = isDigit(point) ? digits.slice(-2) + point : ''
      if (digits.length === 3) grams.add(gram(digits))
      before = code
    }
  }
  return [...grams]
}

/**
 * The grams to query for a normalised term without spaces; every text that contains the term has them. Runs of three
 * digits if there are any, since the letters of a code occur in nearly every text; otherwise pairs, or the only
 * character.
 */
export function queryGrams(term: string): string[] {
  const points = [...term]
  if (points.length === 1) return points.map(gram)
  const runs = (length: number) => points.slice(length - 1).map((_, at) => points.slice(at, at + length))
  const digitRuns = runs(3).filter((run) => run.every(isDigit))
  return [...new Set((digitRuns.length > 0 ? digitRuns : runs(2)).map((run) => gram(run.join(''))))]
}

const isDigit = (point: string): boolean => point >= '0' && point <= '9' && point.length === 1

const gram = (characters: string) => `g${Array.from(characters, codeOf).join('x')}`

const codeOf = (point: string) => (point.codePointAt(0) ?? 0).toString(16)
