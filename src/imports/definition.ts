import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { Role } from '../access/person.ts'
import type { Row } from '../database/tables.ts'
import type { FieldError } from '../i18n/error-classes.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Searchable } from '../lists/search/search-index.ts'

/** What to do with rows that match a record: skip, fill blanks, or overwrite. */
export type OnDuplicate = Row<'imports'>['on_duplicate']
/** What the import does with a row. */
export type RowAction = Row<'import_rows'>['action']

/** A field that a column can fill: its form field, label and other headers for it. */
export interface ImportField {
  name: string
  label: MessageKey
  synonyms?: string[]
  /** Headers used only if no column has a better one. */
  weak?: string[]
}

/** The choices of the person who imports. */
export interface ImportContext {
  import_id: number
  by: { id: number; role: Role }
  on_duplicate: OnDuplicate
  /** How to read ambiguous dates such as 03/04/2026. */
  day_order: 'dmy' | 'mdy' | undefined
  /** User ids by name, normalized; null leaves this person's rows out. */
  people: ReadonlyMap<string, number | null>
}

/** A row's cells as text, by field; blank cells are ''. */
export interface FileRow {
  line: number
  fields: Record<string, string>
}

/** The action for a row with its reasons. `first_line` is the first line of the record that the row belongs to. */
export interface RowDecision {
  line: number
  first_line: number
  action: RowAction
  reasons: FieldError[]
  target_id: number | null
  /** Data for the writer; must survive JSON. */
  payload: unknown
}

/** A staged row as the writer reads it. */
export type StagedRow = Pick<RowDecision, 'line' | 'first_line' | 'action' | 'payload'>

/** A row whose action differs from the planned one. */
export type CorrectedRow = Pick<RowDecision, 'line' | 'first_line' | 'action' | 'reasons'>

/** Decides the rows of one file in their order; never writes to the database. */
export interface Planner {
  judge(rows: FileRow[]): Promise<RowDecision[]>
  /** Called after the last row; returns earlier rows whose action a later row changed. */
  end?(): Promise<CorrectedRow[]>
}

/**
 * Writes planned rows in the import's transaction, whole records at a time, without updating the search index. Returns
 * the rows whose action had to change.
 */
export type WriteRows = (rows: StagedRow[]) => Promise<CorrectedRow[]>

/** What a feature provides to import its records. */
export interface ImportDefinition {
  /** The table of the records. */
  kind: Searchable
  may: Exclude<Permission, OwnerPermission | 'anyone'>
  title: MessageKey
  /** A hint for people who prepare a file. */
  help?: MessageKey
  /** Label of the button that starts writing; contains the number of records. */
  button: MessageKey
  /** The page with the imported records, and its label. */
  home: { path: string; label: MessageKey }
  fields: ImportField[]
  /** Whether existing records can be updated; otherwise their rows are always skipped. */
  updates: boolean
  planner(context: ImportContext): Planner
  writing(context: ImportContext): WriteRows
}

/** All imports, in the order in which they are listed; wiring.ts adds each feature's. */
export const importDefinitions: ImportDefinition[] = []

/** The import of a kind from a URL or command line, if it exists. */
export const findImportDefinition = (kind: string): ImportDefinition | undefined =>
  importDefinitions.find((definition) => definition.kind === kind)

/** The import of a kind from the database. Throws Error if it is not registered. */
export function importDefinitionOf(kind: string): ImportDefinition {
  const definition = findImportDefinition(kind)
  if (!definition) throw new Error(`nothing imports ${kind}: register it in wiring.ts`)
  return definition
}
