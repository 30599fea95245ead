/** Full-width letters, digits and signs (and the wide or unbreakable spaces) as their plain ones; nothing else changes. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('￥', '¥')
    .replace(/[\u00a0\u2009\u202f\u3000]/g, ' ')

/**
 * A text as it is compared and searched: compatible forms made one, lower case, without accents, white space collapsed.
 * Line breaks stay, since they separate the fields of a searchable text.
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

/** A folded text's letters and digits alone; of a text of nothing but signs, the folded text itself. */
export function lettersAndDigits(text: string): string {
  const folded = normalize(text)
  return folded.replace(/[^\p{L}\p{N}\p{M}]/gu, '') || folded
}
