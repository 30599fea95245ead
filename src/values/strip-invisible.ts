const spaces = /[\t\v\f\u0085\u2028\u2029]/g

/** Controls, soft hyphens, spaces of no width, marks of direction: pasted along from other programs, typed by nobody. */
const unseen = /[\p{Cc}\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

/** Joiners where they join nothing; within a Persian word or a family of emoji they are writing. */
const joiners =
  /(?<=^|[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\s\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?=$|[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\s\u200c\u200d])/gu

/** A text of one line without what no eye sees, by which two names that look alike would be two. */
export const stripInvisible = (text: string): string =>
  text.replace(spaces, ' ').replace(unseen, '').replace(joiners, '')
