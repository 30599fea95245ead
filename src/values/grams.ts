import { fold } from './fold.ts'

export { fold }

/**
 * The search words of a text, folded: its distinct characters, adjacent pairs and runs of three digits, each as an ASCII word
 * of code points ('g5f20', 'g5f20x4f1f'). Threes of digits tell phones and numbers apart, whose pairs stand nearly everywhere.
 * None holds white space, so none joins two words or fields: a term has no space in it.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const word of fold(text).split(/\s+/)) {
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

/** What a text must hold to be a hit of one folded term without spaces: its pairs and threes of digits, or its only character. */
export function queryGrams(term: string): string[] {
  const points = [...term]
  if (points.length === 1) return points.map(gram)
  const digit = (at: number) => isDigit(points[at] ?? '')
  const grams = points.flatMap((point, at) => {
    const pair = (points[at - 1] ?? '') + point
    if (at === 0) return []
    if (!digit(at - 1) || !digit(at)) return [gram(pair)]
    // Within a run of three, the pair is in one of its threes.
    if (digit(at - 2)) return [gram((points[at - 2] ?? '') + pair)]
    return digit(at + 1) ? [] : [gram(pair)]
  })
  return [...new Set(grams)]
}

/** Whether a term is one gram, so that who has that gram has the term. */
export const isOneGram = (term: string): boolean => [...term].length <= 2 || /^[0-9]{3}$/.test(term)

const isDigit = (point: string): boolean => point >= '0' && point <= '9' && point.length === 1

const gram = (characters: string) => `g${Array.from(characters, codeOf).join('x')}`

const codeOf = (point: string) => (point.codePointAt(0) ?? 0).toString(16)
