import { z } from 'zod'
import type { Person } from '../access/person.ts'
import type { Text } from '../i18n/message-or-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { daySchema, idSchema } from '../web/field-schemas.ts'

/** An option of a filter; its label is a message or a text from the data. */
export interface FilterOption {
  value: string
  label: Text
}

/** A filter: its label, the schema of its parameter, and its control. */
export interface Filter<T = unknown> {
  label: MessageKey
  schema: z.ZodType<T | null>
  control: 'options' | 'day' | 'none'
  options: (person: Person) => Promise<FilterOption[]>
  /** The label of a value that is not among the options. */
  named?: (value: string) => Promise<string | undefined>
}

const noOptions = (): Promise<FilterOption[]> => Promise.resolve([])

/** A filter by one of a fixed list of values with translated labels. */
export const choiceFilter = <const T extends readonly string[]>(
  label: MessageKey,
  values: T,
  word: (value: T[number]) => MessageKey,
): Filter<T[number]> => ({
  label,
  schema: z
    .string()
    .transform((typed, context) =>
      typed === '' || values.includes(typed) ? ((typed || null) as T[number] | null) : invalidChoice(context),
    ),
  control: 'options',
  options: () => Promise.resolve(values.map((value: T[number]) => ({ value, label: { key: word(value) } }))),
})

/** A filter by a text that users maintain, such as a region. */
export const textChoiceFilter = (label: MessageKey, choices: () => Promise<string[]>): Filter<string> => ({
  label,
  schema: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed || null),
  control: 'options',
  options: async () => (await choices()).map((value) => ({ value, label: { text: value } })),
})

/** A filter by the person who owns the records; `people` are all who may own some, also those who have left. */
export const personFilter = (
  label: MessageKey,
  people: () => Promise<readonly { id: number; name: string; active: number }[]>,
): Filter<number> => ({
  label,
  schema: idSchema(),
  control: 'options',
  options: async () =>
    (await people()).map(({ id, name, active }) => ({
      value: String(id),
      label: active ? { text: name } : { key: 'list.former_person', values: { name } },
    })),
  named: async (value) => (await people()).find(({ id }) => String(id) === value)?.name,
})

/** A filter by a number of days, with a few choices; `word` is the message for one. */
export const dayCountFilter = (label: MessageKey, choices: readonly number[], word: MessageKey): Filter<number> => ({
  label,
  schema: z.string().transform((typed, context) => {
    if (typed === '') return null
    return /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : invalidChoice(context)
  }),
  control: 'options',
  options: () =>
    Promise.resolve(choices.map((days) => ({ value: String(days), label: { key: word, values: { count: days } } }))),
})

/** A filter by a business date; `from` and `to` are shown next to each other. */
export const dayFilter = (label: MessageKey): Filter<string> => ({
  label,
  schema: daySchema(),
  control: 'day',
  options: noOptions,
})

/** A filter by a record's id, set only by links; its label is the record's name. */
export const recordIdFilter = (
  label: MessageKey,
  nameOf: (id: number) => Promise<string | undefined>,
): Filter<number> => ({
  label,
  schema: idSchema(),
  control: 'none',
  options: noOptions,
  named: (value) => nameOf(Number(value)),
})

function invalidChoice(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'errors.choice' })
  return z.NEVER
}

/** A filter by a text, set only by links, such as a product's model; the text is its label. */
export const hiddenTextFilter = (label: MessageKey): Filter<string> => ({
  ...textChoiceFilter(label, () => Promise.resolve([])),
  control: 'none',
})
