import { headerKey } from '../../src/imports/file/header.ts'
import type { Failure } from './source-files.ts'

/** A form's fields and an import's columns, with a reason for each name that only one of them has. */
export interface ImportedForm {
  /** The file that defines the columns. */
  path: string
  fields: string[]
  columns: string[]
  onlyInForm: Record<string, string>
  onlyInFile: Record<string, string>
}

/** A field without a column would be lost when a department imports its existing records. */
export function columnsAreFields({ path, fields, columns, onlyInForm, onlyInFile }: ImportedForm): Failure[] {
  const failure = (name: string, reason: string) => ({ path, line: 1, reason: `'${name}' ${reason}` })
  return [
    ...fields
      .filter((field) => !columns.includes(field) && !(field in onlyInForm))
      .map((field) => failure(field, 'is a form field without an import column: add the column')),
    ...columns
      .filter((column) => !fields.includes(column) && !(column in onlyInFile))
      .map((column) => failure(column, 'is an import column without a form field: use the form’s name')),
    ...Object.keys(onlyInForm)
      .filter((field) => !fields.includes(field) || columns.includes(field))
      .map((field) => failure(field, 'is not an exception of the form: remove it from the list')),
    ...Object.keys(onlyInFile)
      .filter((column) => !columns.includes(column) || fields.includes(column))
      .map((column) => failure(column, 'is not an exception of the file: remove it from the list')),
  ]
}

/** A header that two fields claim would go to the first of them without a word. */
export function headersAreUnique({ path, headers }: { path: string; headers: Map<string, string[]> }): Failure[] {
  const owners = new Map<string, string>()
  return [...headers].flatMap(([field, names]) =>
    [...new Set(names.map(headerKey))].flatMap((name): Failure[] => {
      const owner = owners.get(name)
      owners.set(name, owner ?? field)
      if (owner === undefined || owner === field) return []
      return [
        { path, line: 1, reason: `the header '${name}' belongs to '${owner}' and '${field}': remove it from one` },
      ]
    }),
  )
}
