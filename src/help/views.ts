import type { Block, Chapter, Part, Way } from './part.ts'

interface ShownPart extends Omit<Part, 'how'> {
  blocks: Block[]
  ways: Way[]
}

declare module '../web/views.ts' {
  interface Views {
    'help/page': { chapters: (Omit<Chapter, 'parts'> & { parts: ShownPart[] })[] }
    'help/text': { text: string }
    'help/blocks': { blocks: Block[] }
  }
}
