import { normalize } from './normalize.ts'

export { normalize as fold }

/**
 * The search words of a text, folded: its distinct characters, adjacent pairs and runs of three digits, each as an ASCII word
 * of code points ('g5f20', 'g5f20x4f1f'). Threes of digits tell phones and numbers apart, whose pairs stand nearly everywhere.
 * None holds white space, so none joins two words or fields: a term has no space in it.
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
 * The grams that the index is asked for a folded term without spaces. Every text that holds the term has them: its threes
 * of digits where there are any, as the letters of a code stand nearly everywhere; else its pairs, or its only character.
 */
export function queryGrams(term: string): string[] {
  const points = [...term]
  if (points.length === 1) return points.map(gram)
  const runs = (length: number) => points.slice(length - 1).map((_, at) => points.slice(at, at + length))
  const threes = runs(3).filter((run) => run.every(isDigit))
  return [...new Set((threes.length > 0 ? threes : runs(2)).map((run) => gram(run.join(''))))]
}

const isDigit = (point: string): boolean => point >= '0' && point <= '9' && point.length === 1

const gram = (characters: string) => `g${Array.from(characters, codeOf).join('x')}`

const codeOf = (point: string) => (point.codePointAt(0) ?? 0).toString(16)
