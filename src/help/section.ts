import type { Permission } from '../access/permissions.ts'
import type { MessageKey } from '../i18n/messages.ts'

/** A link to a page, shown to people who have the permission. */
export interface HelpShortcut {
  href: string
  label: MessageKey
  may: Permission
}

/** A section of the handbook: what it requires, then how to do it in this program. */
export interface HelpSection {
  number: string
  title: string
  /** The handbook's own sentences; translated in English. */
  says: string[]
  /**
   * Paragraphs. One that begins with '1. ' is a step, one with '- ' a bullet. **Text between asterisks** is a button or
   * label of the program.
   */
  how: string[]
}

export interface Chapter {
  number: string
  title: string
  parts: HelpSection[]
}

/** A paragraph, a numbered list or a bullet list. */
export interface HelpBlock {
  kind: 'p' | 'ol' | 'ul'
  texts: string[]
}

/** Groups consecutive steps, and consecutive bullets, into lists. */
export function helpBlocks(how: string[]): HelpBlock[] {
  const blocks: HelpBlock[] = []
  for (const paragraph of how) {
    const kind = paragraph.startsWith('1. ') ? 'ol' : paragraph.startsWith('- ') ? 'ul' : 'p'
    const text = kind === 'p' ? paragraph : paragraph.slice(paragraph.indexOf(' ') + 1)
    const last = blocks.at(-1)
    if (kind !== 'p' && last?.kind === kind) last.texts.push(text)
    else blocks.push({ kind, texts: [text] })
  }
  return blocks
}
