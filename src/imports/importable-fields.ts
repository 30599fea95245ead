import type { Fields } from '../fields/definition.ts'
import type { ImportField } from './definition.ts'

/** The columns of a file that fill a record's fields, with the headers that are taken for them. */
export const importColumns = (fields: Fields): ImportField[] =>
  Object.values(fields)
    .filter(({ notInFiles }) => !notInFiles)
    .map(({ name, label, importAs, importAsLast }) => ({
      name,
      label,
      synonyms: importAs?.split('|') ?? [],
      weak: importAsLast?.split('|') ?? [],
    }))
