import type { Chapter, Part, Way } from './part.ts'

interface ShownPart extends Part {
  ways: Way[]
}

declare module '../web/views.ts' {
  interface Views {
    'help/page': { chapters: (Omit<Chapter, 'parts'> & { parts: ShownPart[] })[] }
    'help/text': { text: string }
    'help/blocks': Pick<Part, 'how'>
  }
}
