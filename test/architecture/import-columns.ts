import type { Failure } from './source-files.ts'

/** What a form asks and what a file may bring; where the two differ each name has its reason. */
export interface ImportedForm {
  /** Where the columns are written down. */
  path: string
  fields: string[]
  columns: string[]
  onlyInForm: Record<string, string>
  onlyInFile: Record<string, string>
}

/** A field that a form asks and a file can't bring is lost whenever a department comes with its books. */
export function columnsAreFields({ path, fields, columns, onlyInForm, onlyInFile }: ImportedForm): Failure[] {
  const failure = (name: string, reason: string) => ({ path, line: 1, reason: `'${name}' ${reason}` })
  return [
    ...fields
      .filter((field) => !columns.includes(field) && !(field in onlyInForm))
      .map((field) => failure(field, 'is a field of the form that a file can’t bring: add its column')),
    ...columns
      .filter((column) => !fields.includes(column) && !(column in onlyInFile))
      .map((column) => failure(column, 'is a column that no form asks: call it as the form does')),
    ...Object.keys(onlyInForm)
      .filter((field) => !fields.includes(field) || columns.includes(field))
      .map((field) => failure(field, 'is no exception of the form: take it off the list')),
    ...Object.keys(onlyInFile)
      .filter((column) => !columns.includes(column) || fields.includes(column))
      .map((column) => failure(column, 'is no exception of the file: take it off the list')),
  ]
}
