import type { FormState } from '../web/form-state.ts'
import type { NamedField } from './definition.ts'
import type { Detail } from './format-values.ts'

declare module '../web/view-props.ts' {
  interface Views {
    /** The input of one field; `offered` has the values of choice lists by field name. */
    'partials/field-input': { form: FormState; field: NamedField; offered: Readonly<Record<string, readonly string[]>> }
    /** The terms and values of a <dl>. */
    'partials/record-details': { details: Detail[] }
    /** A row's cells for listed fields that the list's view does not lay out itself. */
    'partials/field-cells': { fields: readonly NamedField[]; row: Readonly<Record<string, unknown>> }
    'partials/field-value': Detail
  }
}
