import type { Text } from '../i18n/message-or-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { OnDuplicate, RowAction } from './definition.ts'
import type { Import } from './repository.ts'

type State = Import['state']

/** A column of the file with its field. */
interface ShownColumn {
  header: string
  examples: string[]
  field: string
}

/** A row of the preview. */
export interface ShownRow {
  line: number
  action: RowAction
  /** Each reason with the label of its field, if it has one. */
  reasons: { label: Text | null; text: Text }[]
  cells: string[]
}

/** The page of an import. */
export interface ImportPageProps {
  id: number
  title: MessageKey
  button: MessageKey
  home: { path: string; label: MessageKey }
  kind: string
  state: State
  file: { name: string; encoding: string; rows: number; at: string }
  counts: Record<RowAction, number>
  done: number
  toWrite: number
  error: Text | null
  updates: boolean
  on_duplicate: OnDuplicate
  form: FormState
  columns: ShownColumn[]
  /** Headers of columns that are not imported. */
  unused: string[]
  fields: { name: string; label: MessageKey }[]
  unknown: { name: string; chosen: string }[]
  people: Option[]
  day: { example: string; order: 'dmy' | 'mdy' | null } | null
  tabs: { action: RowAction | 'all'; count: number; href: string; current: boolean }[]
  shown: { heads: Text[]; rows: ShownRow[] }
  pages: { previous: string | null; next: string | null }
}

declare module '../web/view-props.ts' {
  interface Views {
    'imports/list': {
      kinds: { path: string; title: MessageKey }[]
      recent: {
        id: number
        title: MessageKey
        file_name: string
        state: State
        at: string
        who: string
        rows: number
      }[]
    }
    'imports/upload-form': {
      title: MessageKey
      help: MessageKey | null
      path: string
      home: { path: string; label: MessageKey }
      updates: boolean
      fields: { name: string; label: MessageKey }[]
      form: FormState
    }
    'imports/page': ImportPageProps
    'imports/progress': ImportPageProps
    'imports/column-mapping': ImportPageProps
    'imports/preview-rows': ImportPageProps
  }
}
