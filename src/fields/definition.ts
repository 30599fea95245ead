import type { z } from 'zod'
import type { Text } from '../i18n/message-or-text.ts'
import type { MessageKey } from '../i18n/messages.ts'

/** What kind of value a field has, percent a whole number of them: this decides its input, and how pages, files and the history show it. */
export type FieldKind = 'text' | 'textarea' | 'phone' | 'email' | 'day' | 'money' | 'percent' | 'choice'

/** Without options, a field is on the form and among the details on the record's page, in the CSV and in imports. */
export interface FieldOptions {
  /** It is also a column of the list's page. */
  listed?: true
  /** The search finds it: as it is, or also by its pinyin, as a text or as a person's name. */
  search?: 'plain' | 'text' | 'name'
  /** Further headers of imported files for it, separated by |. Its name and its labels need not be among them. */
  importAs?: string
  /** Headers for it if the file has no better column. */
  importAsLast?: string
  /** It is neither in the CSV nor imported. */
  notInFiles?: true
  /** The form suggests the values of the choice list that has the field's name. */
  suggested?: true
  /** The record's page shows it in a place of its own, so not among the details. */
  ownPlace?: true
  /** The form's part that it belongs to; without it, the last one. */
  part?: string
  /** The form's label, if it differs: with a unit, for example. {{currency}} is filled in. */
  formLabel?: MessageKey
  help?: MessageKey
  /** It takes the form's whole width. */
  wide?: true
  rows?: number
  /** No capital letters and no corrections on a phone, as for codes. */
  plainText?: true
  /** A choice by radio buttons, with this label for none. */
  radio?: MessageKey
}

/** A field before it has a name: its rules and its options. */
export interface Field<Value = unknown> extends FieldOptions {
  kind: FieldKind
  input: 'text' | 'area' | 'tel' | 'email' | 'date'
  /** The keyboard of a phone, for numbers. */
  inputmode?: 'decimal' | 'numeric'
  /** Parses what was typed; blank is null, or an error if the field is required. */
  schema: z.ZodType<Value, string>
  required?: true
  /** The values of a choice with their labels. */
  choices?: { value: string; label: Text }[]
}

/** A field of a record. Its name is the one of its column, form field and CSV column. */
export interface NamedField<Value = unknown> extends Field<Value> {
  name: string
  label: MessageKey
}

/** The fields of a record by name, in the order in which forms and files have them. */
export type Fields = Readonly<Record<string, NamedField>>

type Labelled<P extends string, D> = { [N in keyof D & string]: `${P}.${N}` extends MessageKey ? unknown : never }

type ValueOf<F> = F extends Field<infer Value> ? Value : never

/**
 * Defines the fields of a record. The label of each is the message PREFIX.NAME: a field without it in both languages does
 * not compile.
 */
export function fields<P extends string, D extends Record<string, Field>>(
  prefix: P,
  definitions: D & Labelled<P, D>,
): { readonly [N in keyof D]: NamedField<ValueOf<D[N]>> } {
  const named = Object.entries<Field>(definitions).map(([name, field]) => [
    name,
    { ...field, name, label: `${prefix}.${name}` },
  ])
  return Object.fromEntries(named)
}

/** The names of a record's fields. */
export const fieldNames = <F extends Fields>(all: F): (keyof F & string)[] => Object.keys(all)

/** The schemas of fields by name, for z.object(). */
export const fieldSchemas = <F extends Fields>(all: F): { [N in keyof F]: F[N]['schema'] } =>
  Object.fromEntries(Object.entries(all).map(([name, { schema }]) => [name, schema])) as never

/** The fields that satisfy a condition. */
export const fieldsWhere = (all: Fields, keeps: (field: NamedField) => boolean): Fields =>
  Object.fromEntries(Object.entries(all).filter(([, field]) => keeps(field)))
