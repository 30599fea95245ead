import type { Fields, NamedField } from '../fields/definition.ts'
import { plainFieldText } from '../fields/format-values.ts'
import type { ListColumn } from './definition.ts'

type SomeRow = Readonly<Record<string, unknown>>

/** The columns of a record's fields by name. Only those of listed fields are on the page; all are in the CSV. */
export const listColumnsOfFields = <F extends Fields>(fields: F): { [N in keyof F]: ListColumn<SomeRow> } =>
  Object.fromEntries(Object.values(fields).map((field) => [field.name, columnOf(field)])) as never

const columnOf = (field: NamedField): ListColumn<SomeRow> => ({
  name: field.name,
  label: field.label,
  ...(!field.listed && { hidden: true }),
  ...(field.kind === 'money' && { numeric: true }),
  ...(!field.notInFiles && { csv: (row) => csvCell(field, row[field.name]) }),
})

const typedKinds = new Set(['text', 'textarea', 'phone', 'email'])

function csvCell(field: NamedField, stored: unknown) {
  const cell = stored === null ? null : plainFieldText(field, stored)
  return typedKinds.has(field.kind) ? { text: cell } : { plain: cell }
}

/**
 * Adds the columns of the fields that have none yet. The list's view shows their cells after all others, by
 * partials/field-cells.
 */
export function columnsWithRemainingFields<Row>(
  columns: ListColumn<Row>[],
  fields: Fields,
): ListColumn<Row & SomeRow>[] {
  const further = Object.values(fields).filter(({ name }) => !columns.some((column) => column.name === name))
  return [...columns, ...further.map((field) => ({ ...columnOf(field), field }))]
}
