import type { Chapter } from '../part.ts'
import { chapter1 } from './chapter-1.ts'
import { chapter2 } from './chapter-2.ts'
import { chapter2Orders } from './chapter-2-orders.ts'
import { chapter3 } from './chapter-3.ts'
import { chapter4 } from './chapter-4.ts'

export const chapters: Chapter[] = [
  chapter1,
  { ...chapter2, parts: [...chapter2.parts, ...chapter2Orders] },
  chapter3,
  chapter4,
]
