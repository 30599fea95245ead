/** Text that a spreadsheet would run as a formula, after any number of apostrophes; full-width characters count. */
const runnable = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/** Puts an apostrophe before a text that a spreadsheet would run as a formula. */
export const guardFormula = (text: string): string => (runnable.test(text) ? `'${text}` : text)

/** Removes the apostrophe that guardFormula added: unguardFormula(guardFormula(text)) is always the text. */
export const unguardFormula = (text: string): string =>
  text.startsWith("'") && runnable.test(text) ? text.slice(1) : text
