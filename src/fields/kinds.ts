import type { Text } from '../i18n/message-or-text.ts'
import { hasDigit } from '../values/phone.ts'
import {
  choiceSchema,
  daySchema,
  moneySchema,
  requiredSchema,
  textareaSchema,
  textSchema,
  zodErrorOption,
} from '../web/field-schemas.ts'
import type { Field, FieldOptions } from './definition.ts'

/** One line of text with at most `maxLength` characters. */
export const text = (maxLength: number, options: FieldOptions = {}): Field<string | null> => ({
  kind: 'text',
  input: 'text',
  schema: textSchema(maxLength),
  ...options,
})

/** Text of several lines. */
export const textarea = (maxLength: number, options: FieldOptions = {}): Field<string | null> => ({
  kind: 'textarea',
  input: 'area',
  schema: textareaSchema(maxLength),
  wide: true,
  ...options,
})

/** A phone number in any writing; it must contain a digit. */
export const phone = (options: FieldOptions = {}): Field<string | null> => ({
  kind: 'phone',
  input: 'tel',
  schema: textSchema(50).refine((typed) => typed === null || hasDigit(typed), zodErrorOption('errors.phone')),
  ...options,
})

/** An email address. */
export const email = (options: FieldOptions = {}): Field<string | null> => ({
  kind: 'email',
  input: 'email',
  schema: textSchema(200).refine(
    (typed) => typed === null || /^[^\s@]+@[^\s@]+$/.test(typed),
    zodErrorOption('errors.email'),
  ),
  ...options,
})

/** A business date. */
export const day = (options: FieldOptions = {}): Field<string | null> => ({
  kind: 'day',
  input: 'date',
  schema: daySchema(),
  ...options,
})

/** An amount of money in minor units, not negative. */
export const amount = (options: FieldOptions = {}): Field<number | null> => ({
  kind: 'money',
  input: 'text',
  inputmode: 'decimal',
  schema: moneySchema(),
  ...options,
})

/** One of a fixed list of values; `label` gives the message of each, or a text that is the same in all languages. */
export const choice = <const T extends readonly string[]>(
  values: T,
  label: (value: T[number]) => Text,
  options: FieldOptions = {},
): Field<T[number] | null> => ({
  kind: 'choice',
  input: 'text',
  schema: choiceSchema(values),
  choices: values.map((value: T[number]) => ({ value, label: label(value) })),
  ...options,
})

/** The same field, which must not be blank. */
export const requiredField = <Value>(field: Field<Value | null>): Field<Value> => ({
  ...field,
  schema: requiredSchema(field.schema),
  required: true,
})
