import type { Chapter, HelpBlock, HelpSection, HelpShortcut } from './section.ts'

interface ShownPart extends Omit<HelpSection, 'how'> {
  blocks: HelpBlock[]
  ways: HelpShortcut[]
}

declare module '../web/view-props.ts' {
  interface Views {
    'help/page': { chapters: (Omit<Chapter, 'parts'> & { parts: ShownPart[] })[] }
    'help/inline-text': { text: string }
    'help/section-text': { blocks: HelpBlock[] }
  }
}
