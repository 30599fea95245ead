import type { MessageKey } from './messages.ts'
import type { Values } from './translate.ts'

/** What a page will say: a word of ours, with its values, or a text that people wrote. */
export type Text = { key: MessageKey; values?: Values } | { text: string }
