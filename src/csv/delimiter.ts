/** The delimiters that are recognised. */
export const delimiters = [',', ';', '\t'] as const
/** One of the delimiters. */
export type Delimiter = (typeof delimiters)[number]

/** Records compared to find the delimiter. */
const sampleSize = 50

/** Excel's optional first line, such as `sep=;`: it names the delimiter and is not a record. */
const declaration = /^"?sep=(.)"?(?:\r\n?|\n|$)/i

/**
 * The delimiter of a file that begins with `head`: the declared one, otherwise the one that occurs in most records as
 * often as in the header.
 */
export function sniffDelimiter(head: string): Delimiter {
  const [line, declared] = declaration.exec(head) ?? ['']
  const declaredDelimiter = delimiters.find((delimiter) => delimiter === declared)
  if (declaredDelimiter) return declaredDelimiter

  const [header = '', ...others] = recordsOf(head.slice(line.length))
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const expected = countIn(header, delimiter)
    if (expected === 0) continue
    const agreeing = others.filter((record) => countIn(record, delimiter) === expected).length
    // The share decides; on a tie, the delimiter that gives more columns.
    const score = (agreeing + 1) / (others.length + 1) + expected / 1e6
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Whether a first record is Excel's `sep=` line rather than a header. */
export const isSeparatorLine = (cells: string[], delimiter: Delimiter): boolean =>
  declaration.test(cells.join(delimiter))

/**
 * A quoted cell, with doubled quotes inside, after a delimiter or line break; also one that is not closed before the
 * end.
 */
const quotedCell = /(^|[\r\n,;\t])"[^"]*(?:""[^"]*)*(?:"|$)/g

/** The first records that are not blank, without quoted cells. */
const recordsOf = (text: string): string[] =>
  text
    .replace(quotedCell, '$1')
    .split(/[\r\n]+/)
    .filter((record) => record !== '')
    .slice(0, sampleSize)

const countIn = (record: string, delimiter: Delimiter): number => record.split(delimiter).length - 1
