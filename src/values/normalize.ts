/** Converts full-width letters, digits and punctuation (and wide or no-break spaces) to ASCII; nothing else changes. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('￥', '¥')
    .replace(/[\u00a0\u2009\u202f\u3000]/g, ' ')

/**
 * A text for comparison and search: NFKD forms merged, lower case, no accents, white space collapsed. Line breaks are
 * kept, since they separate the fields of a search text.
 */
export const normalize = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ς', 'σ')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()

/** The letters and digits of a normalised text; the normalised text itself if it has none. */
export function lettersAndDigits(text: string): string {
  const folded = normalize(text)
  return folded.replace(/[^\p{L}\p{N}\p{M}]/gu, '') || folded
}
