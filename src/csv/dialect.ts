export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

const recordsJudged = 50

/** Excel's own first line, such as `sep=;`, which names the delimiter and is no row. */
const declaration = /^"?sep=(.)"?(?:\r\n?|\n|$)/i

/** The delimiter of a text that begins so: the declared one, else the one that most records hold as often as the header. */
export function sniffDelimiter(head: string): Delimiter {
  const [line, declared] = declaration.exec(head) ?? ['']
  const known = delimiters.find((delimiter) => delimiter === declared)
  if (known) return known

  const [header, ...others] = countsByRecord(head.slice(line.length))
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const expected = header?.[delimiter] ?? 0
    if (expected === 0) continue
    const agreeing = others.filter((counts) => counts[delimiter] === expected).length
    // The share decides; where shares are equal, the delimiter that gives more columns.
    const score = (agreeing + 1) / (others.length + 1) + expected / 1e6
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Whether a first record is Excel's declaration rather than a header. */
export const isDeclaration = (cells: string[], delimiter: Delimiter): boolean => declaration.test(cells.join(delimiter))

type Counts = Record<Delimiter, number>

/** How often each delimiter stands outside quotes, for each of the first records that are not blank. */
function countsByRecord(text: string): Counts[] {
  const records: Counts[] = []
  let counts: Counts | undefined
  let quoted = false
  let before = '\n'
  for (const char of text) {
    if (quoted) {
      // A doubled quote closes and, standing right behind a quote, opens again.
      if (char === '"') quoted = false
    } else if (char === '"' && (before === '"' || opensCell(before))) quoted = true
    else if (char === '\n' || char === '\r') {
      if (counts && records.push(counts) === recordsJudged) return records
      counts = undefined
    } else {
      counts ??= { ',': 0, ';': 0, '\t': 0 }
      if (isDelimiter(char)) counts[char]++
    }
    before = char
  }
  return counts ? [...records, counts] : records
}

const isDelimiter = (char: string): char is Delimiter => char === ',' || char === ';' || char === '\t'

const opensCell = (before: string) => before === '\n' || before === '\r' || isDelimiter(before)
