import type { Saying } from '../i18n/saying.ts'
import type { Key } from '../i18n/words.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { OnDuplicate, Verdict } from './definition.ts'
import type { Import } from './repository.ts'

type State = Import['state']

/** A column of the file with the field it fills. */
interface ShownColumn {
  header: string
  examples: string[]
  field: string
}

export interface ShownRow {
  line: number
  verdict: Verdict
  /** Each with the label of its field, where it has one. */
  reasons: { label: Saying | null; text: Saying }[]
  cells: string[]
}

/** One import as its page shows it. */
export interface ImportPageProps {
  id: number
  title: Key
  button: Key
  home: { path: string; label: Key }
  kind: string
  state: State
  file: { name: string; encoding: string; rows: number; at: string }
  counts: Record<Verdict, number>
  done: number
  toWrite: number
  error: Saying | null
  updates: boolean
  on_duplicate: OnDuplicate
  form: FormState
  columns: ShownColumn[]
  /** Headers of the file that fill nothing. */
  unused: string[]
  fields: { name: string; label: Key }[]
  unknown: { name: string; chosen: string }[]
  people: Option[]
  day: { example: string; order: 'dmy' | 'mdy' | null } | null
  tabs: { verdict: Verdict | 'all'; count: number; href: string; current: boolean }[]
  shown: { heads: Saying[]; rows: ShownRow[] }
  pages: { previous: string | null; next: string | null }
}

declare module '../web/views.ts' {
  interface Views {
    'imports/index': {
      kinds: { path: string; title: Key }[]
      recent: { id: number; title: Key; file_name: string; state: State; at: string; who: string; rows: number }[]
    }
    'imports/upload': {
      title: Key
      help: Key | null
      path: string
      home: { path: string; label: Key }
      updates: boolean
      fields: { name: string; label: Key }[]
      form: FormState
    }
    'imports/page': ImportPageProps
    'imports/progress': ImportPageProps
    'imports/mapping': ImportPageProps
    'imports/rows': ImportPageProps
  }
}
