import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { Role } from '../access/person.ts'
import type { Row } from '../database/tables.ts'
import type { FieldError } from '../i18n/errors.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Searchable } from '../lists/search/search-index.ts'

export type OnDuplicate = Row<'imports'>['on_duplicate']
export type RowAction = Row<'import_rows'>['action']

/** A column that a file may have: the form's field, the words it is called by, and others that mean it. */
export interface ImportField {
  name: string
  label: MessageKey
  synonyms?: string[]
  /** Headers that are taken for it only where the file has no better one. */
  weak?: string[]
}

/** What the person who imports has said. */
export interface ImportContext {
  import_id: number
  by: { id: number; role: Role }
  on_duplicate: OnDuplicate
  /** How dates are to be read that could be meant in two ways. */
  day_order: 'dmy' | 'mdy' | undefined
  /** Names that are no usernames: whose account is meant, or null to leave their rows out. */
  people: ReadonlyMap<string, number | null>
}

/** A row by its fields, as text; what the file leaves blank is ''. */
export interface FileRow {
  line: number
  fields: Record<string, string>
}

/** What is to become of a row, and why, as keys; `first_line` is the first line of the record that the row belongs to. */
export interface RowDecision {
  line: number
  first_line: number
  action: RowAction
  reasons: FieldError[]
  target_id: number | null
  /** What the writer needs of it; must survive JSON. */
  payload: unknown
}

/** A staged row as the writer gets it back. */
export type StagedRow = Pick<RowDecision, 'line' | 'first_line' | 'action' | 'payload'>

/** A row whose action is another than was payload. */
export type CorrectedRow = Pick<RowDecision, 'line' | 'first_line' | 'action' | 'reasons'>

/** Judges the rows of one file in their order; it only reads. */
export interface Planner {
  judge(rows: FileRow[]): Promise<RowDecision[]>
  /** Rows about which later ones changed its mind. */
  end?(): Promise<CorrectedRow[]>
}

/** Writes judged rows, whole records at a time, in the import's transaction, but not into the gram index; what it finds otherwise than payload it corrects. */
export type WriteRows = (rows: StagedRow[]) => Promise<CorrectedRow[]>

/** What a room tells of its import. */
export interface ImportDefinition {
  /** The table that the records go into. */
  kind: Searchable
  may: Exclude<Permission, OwnerPermission | 'anyone'>
  title: MessageKey
  /** What whoever prepares a file should know first. */
  help?: MessageKey
  /** What the button says that writes so many records. */
  button: MessageKey
  /** Where what was imported is seen, and how that is called. */
  home: { path: string; label: MessageKey }
  fields: ImportField[]
  /** Whether known records can be updated; else they are always skipped. */
  updates: boolean
  planner(given: ImportContext): Planner
  writing(given: ImportContext): WriteRows
}

/** What can be imported, in the order in which it is offered; wiring.ts registers each feature's. */
export const importDefinitions: ImportDefinition[] = []

/** The import of a kind that somebody names, if there is one. */
export const importOf = (kind: string): ImportDefinition | undefined =>
  importDefinitions.find((definition) => definition.kind === kind)

/** The import of a kind that the database names. Throws where the program has none. */
export function definitionOf(kind: string): ImportDefinition {
  const definition = importOf(kind)
  if (!definition) throw new Error(`nothing imports ${kind}: register it in wiring.ts`)
  return definition
}
