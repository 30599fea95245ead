import { asMoney, asTranslatedChoice, type ShownAs } from '../history/activity.ts'
import { pricePlain } from '../web/field-schemas.ts'
import type { Fields, NamedField } from './definition.ts'

/** A field's stored value as the form and the CSV have it; '' for null. Amounts of minor units become plain decimals. */
export function plainFieldText({ kind }: Pick<NamedField, 'kind'>, stored: unknown): string {
  if (stored === null || stored === undefined) return ''
  return kind === 'money' ? pricePlain(Number(stored)) : String(stored)
}

/** A record's fields and its version as form values. */
export const fieldFormValues = (
  all: Fields,
  record: Readonly<Record<string, unknown>> & { version: number },
): Record<string, string> => ({
  ...Object.fromEntries(Object.values(all).map((field) => [field.name, plainFieldText(field, record[field.name])])),
  version: String(record.version),
})

/** A field and its value, for the record's page. */
export interface Detail {
  field: NamedField
  value: string | number
}

/** The details of a record's page: its fields with a value, without those that have a place of their own. */
export const detailsOf = (all: Fields, record: Readonly<Record<string, unknown>>): Detail[] =>
  Object.values(all).flatMap((field) => {
    const value = record[field.name]
    return !field.ownPlace && (typeof value === 'string' || typeof value === 'number') ? [{ field, value }] : []
  })

/** How the history shows the old and new values of fields: amounts with currency, choices in words. */
export const fieldHistoryFormats = (all: Fields): Record<string, ShownAs> =>
  Object.fromEntries(
    Object.values(all).flatMap(({ name, kind, label }): [string, ShownAs][] => {
      if (kind === 'money') return [[name, asMoney]]
      if (kind === 'percent') return [[name, asWholePercent]]
      return kind === 'choice' ? [[name, asTranslatedChoice(label)]] : []
    }),
  )

const asWholePercent: ShownAs = (stored, { percent }) => percent(Number(stored) * 100)
