import { z } from 'zod'
import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Text } from '../i18n/text.ts'
import { dayField, idField } from '../web/forms.ts'

/** One choice of a filter; its label is a word of ours or a text of theirs. */
export interface FilterOption {
  value: string
  label: Text
}

/** One thing a list can be narrowed by: its parameter's schema, its label, and how it is asked. */
export interface Filter<T = unknown> {
  label: MessageKey
  schema: z.ZodType<T | null>
  control: 'options' | 'day' | 'none'
  options: (person: Person) => Promise<FilterOption[]>
  /** What a value that is not among the options is called on its chip. */
  named?: (value: string) => Promise<string | undefined>
}

const noOptions = (): Promise<FilterOption[]> => Promise.resolve([])

/** One of our own fixed values, labelled by words. */
export const choiceFilter = <const T extends readonly string[]>(
  label: MessageKey,
  values: T,
  word: (value: T[number]) => MessageKey,
): Filter<T[number]> => ({
  label,
  schema: z
    .string()
    .transform((typed, context) =>
      typed === '' || values.includes(typed) ? ((typed || null) as T[number] | null) : never(context),
    ),
  control: 'options',
  options: () => Promise.resolve(values.map((value: T[number]) => ({ value, label: { key: word(value) } }))),
})

/** A text that people maintain, such as a region. */
export const textFilter = (label: MessageKey, offered: () => Promise<string[]>): Filter<string> => ({
  label,
  schema: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed || null),
  control: 'options',
  options: async () => (await offered()).map((value) => ({ value, label: { text: value } })),
})

/** A person who owns records. */
export const personFilter = (
  label: MessageKey,
  people: () => Promise<readonly { id: number; name: string }[]>,
  nameOf: (id: number) => Promise<string | undefined>,
): Filter<number> => ({
  label,
  schema: idField(),
  control: 'options',
  options: async () => (await people()).map(({ id, name }) => ({ value: String(id), label: { text: name } })),
  named: (value) => nameOf(Number(value)),
})

/** A number of days out of a few that make sense; `word` counts them. */
export const daysFilter = (label: MessageKey, offered: readonly number[], word: MessageKey): Filter<number> => ({
  label,
  schema: z.string().transform((typed, context) => {
    if (typed === '') return null
    return /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : never(context)
  }),
  control: 'options',
  options: () =>
    Promise.resolve(offered.map((days) => ({ value: String(days), label: { key: word, values: { count: days } } }))),
})

/** A business day, asked with a date field; `from` and `to` stand side by side. */
export const dayFilter = (label: MessageKey): Filter<string> => ({
  label,
  schema: dayField(),
  control: 'day',
  options: noOptions,
})

/** A record's id that only links bring; its chip says the record's name. */
export const recordFilter = (
  label: MessageKey,
  nameOf: (id: number) => Promise<string | undefined>,
): Filter<number> => ({
  label,
  schema: idField(),
  control: 'none',
  options: noOptions,
  named: (value) => nameOf(Number(value)),
})

function never(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'errors.choice' })
  return z.NEVER
}

/** A text that only links bring, such as a product's model; its chip says it. */
export const wordsFilter = (label: MessageKey): Filter<string> => ({
  ...textFilter(label, () => Promise.resolve([])),
  control: 'none',
})
