import type { Right } from '../access/rights.ts'
import type { Key } from '../i18n/words.ts'

/** A paragraph, steps to take in order, or points beside each other; **what stands between asterisks** is pressed or read on a page. */
export type Block = string | { steps: string[] } | { points: string[] }

/** A page to go to, for those who may. */
export interface Way {
  href: string
  label: Key
  may: Right
}

/** A part of the handbook: what the department asks, then how it is done in this program. */
export interface Part {
  number: string
  title: string
  /** The handbook's own sentences; in English translated. */
  says: string[]
  how: Block[]
}

export interface Chapter {
  number: string
  title: string
  parts: Part[]
}
