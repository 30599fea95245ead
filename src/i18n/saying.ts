import type { Values } from './translate.ts'
import type { Key } from './words.ts'

/** What a page will say: a word of ours, with its values, or a text that people wrote. */
export type Saying = { key: Key; values?: Values } | { text: string }
