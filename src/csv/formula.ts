/** What a spreadsheet would run, however many apostrophes already stand before it; full-width signs count. */
const runnable = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/** Puts one apostrophe before a text that a spreadsheet would run as a formula. */
export const guardFormula = (text: string): string => (runnable.test(text) ? `'${text}` : text)

/** Takes the apostrophe of `guard` off again: for every string, unguard(guard(text)) is the text. */
export const unguardFormula = (text: string): string =>
  text.startsWith("'") && runnable.test(text) ? text.slice(1) : text
