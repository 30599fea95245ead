const spaces = /[\t\v\f\u0085\u2028\u2029]/g

/** Control characters, soft hyphens, zero-width spaces and direction marks, which come from pasting. */
const invisible = /[\p{Cc}\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

/** Zero-width joiners that join nothing; inside a Persian word or an emoji they are part of the text. */
const joiners =
  /(?<=^|[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\s\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?=$|[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\s\u200c\u200d])/gu

/** One line of text without invisible characters; with them, two names that look the same would differ. */
export const stripInvisible = (text: string): string =>
  text.replace(spaces, ' ').replace(invisible, '').replace(joiners, '')
