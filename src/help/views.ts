import type { Block, Chapter, HelpSection, HelpShortcut } from './part.ts'

interface ShownPart extends Omit<HelpSection, 'how'> {
  blocks: Block[]
  ways: HelpShortcut[]
}

declare module '../web/views.ts' {
  interface Views {
    'help/page': { chapters: (Omit<Chapter, 'parts'> & { parts: ShownPart[] })[] }
    'help/text': { text: string }
    'help/blocks': { blocks: Block[] }
  }
}
