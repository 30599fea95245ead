import type { Permission } from '../access/permissions.ts'
import type { MessageKey } from '../i18n/messages.ts'

/** A page to go to, for those who may. */
export interface HelpShortcut {
  href: string
  label: MessageKey
  may: Permission
}

/** A part of the handbook: what the department asks, then how it is done in this program. */
export interface HelpSection {
  number: string
  title: string
  /** The handbook's own sentences; in English translated. */
  says: string[]
  /**
   * Paragraphs; one that begins with '1. ' is a step to take, one with '- ' a point beside others. **What stands between
   * asterisks** is pressed or read on a page.
   */
  how: string[]
}

export interface Chapter {
  number: string
  title: string
  parts: HelpSection[]
}

/** A paragraph, or a list of steps or of points. */
export interface HelpBlock {
  kind: 'p' | 'ol' | 'ul'
  texts: string[]
}

/** What a part says as blocks: steps that follow each other are one list, and so are points. */
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
