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

  const [header = '', ...others] = recordsOf(head.slice(line.length))
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const expected = countIn(header, delimiter)
    if (expected === 0) continue
    const agreeing = others.filter((record) => countIn(record, delimiter) === expected).length
    // The share decides; where shares are equal, the delimiter that gives more columns.
    const score = (agreeing + 1) / (others.length + 1) + expected / 1e6
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Whether a first record is Excel's declaration rather than a header. */
export const isDeclaration = (cells: string[], delimiter: Delimiter): boolean => declaration.test(cells.join(delimiter))

/** A cell in quotes, doubled ones within it, behind what it begins after; one that is still open at the end too. */
const quotedCell = /(^|[\r\n,;\t])"[^"]*(?:""[^"]*)*(?:"|$)/g

/** The first records that are not blank, without what stands in quotes. */
const recordsOf = (text: string): string[] =>
  text
    .replace(quotedCell, '$1')
    .split(/[\r\n]+/)
    .filter((record) => record !== '')
    .slice(0, recordsJudged)

const countIn = (record: string, delimiter: Delimiter): number => record.split(delimiter).length - 1
