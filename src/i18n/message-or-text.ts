import type { MessageKey } from './messages.ts'
import type { Values } from './translate.ts'

/** Text for a page: a message with its values, or a text from the data. */
export type Text = { key: MessageKey; values?: Values } | { text: string }
