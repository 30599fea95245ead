import { fold } from './fold.ts'

export { fold }

/**
 * The search words of a text, folded: its distinct characters and adjacent pairs, each as an ASCII word of code points
 * ('g5f20', 'g5f20x4f1f'). None holds white space, so none joins two words or fields: a term has no space in it.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const word of fold(text).split(/\s+/)) {
    let before = ''
    for (const point of word) {
      const code = codeOf(point)
      grams.add(`g${code}`)
      if (before !== '') grams.add(`g${before}x${code}`)
      before = code
    }
  }
  return [...grams]
}

/** What a text must hold to be a hit of one folded term without spaces: its pairs, or its only character. */
export function queryGrams(term: string): string[] {
  const points = [...term]
  return points.length === 1 ? points.map(gram) : [...new Set(pairsOf(points))]
}

const pairsOf = (points: string[]) => points.slice(1).map((point, before) => gram((points[before] ?? '') + point))

const gram = (characters: string) => `g${Array.from(characters, codeOf).join('x')}`

const codeOf = (point: string) => (point.codePointAt(0) ?? 0).toString(16)
