import { inBatches } from '../database/batches.ts'
import { reader, writer } from '../database/database.ts'
import { type Place, prepareQuery } from '../database/prepare-query.ts'

/** The lists that managers maintain and forms offer; other text is taken too. */
export const choiceLists = ['source', 'industry', 'region', 'unit', 'category', 'method', 'loss_reason'] as const

export type ChoiceList = (typeof choiceLists)[number]

/** How many words a list offers at most. */
export const mostChoices = 500

/** What a list offers, in its order. */
export const choices = (list: ChoiceList): Promise<string[]> => wordsOf(list, mostChoices)

/** All that stands in a list, beyond what it offers too: imports may have brought more. */
export const allChoices = (list: ChoiceList): Promise<string[]> => wordsOf(list, 100_000)

const wordsOf = async (list: ChoiceList, limit: number): Promise<string[]> =>
  (await findWords({ list, limit })).map(({ value }) => value)

const findWords = prepareQuery((value: Place<{ list: string; limit: number }>) =>
  reader()
    .selectFrom('choice_lists')
    .select('value')
    .where('list', '=', value('list'))
    .orderBy('id')
    .limit(value('limit')),
)

/** Adds what a manager or an import brings; what is there already stays as it is. */
export async function addChoices(list: ChoiceList, values: Iterable<string | null>): Promise<void> {
  const wanted = [...new Set(values)].filter((value): value is string => value !== null && value !== '')
  await inBatches(wanted, (some) =>
    writer()
      .insertInto('choice_lists')
      .values(some.map((value) => ({ list, value })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

/** The words of the lists in records' fields of the same names. */
export async function addChoicesOf(records: ChoiceListFields[]): Promise<void> {
  for (const list of choiceLists)
    await addChoices(
      list,
      records.map((record) => record[list] ?? null),
    )
}

/** A record by those of its fields that have a list of messages. */
export type ChoiceListFields = Partial<Record<ChoiceList, string | null>>

/** Puts these words, in this order, in place of all that stood in the list. */
export async function replaceChoices(list: ChoiceList, words: string[]): Promise<void> {
  await writer().deleteFrom('choice_lists').where('list', '=', list).execute()
  await addChoices(list, words)
}

/** How many words each list has. */
export async function choiceCounts(): Promise<Map<string, number>> {
  const counted = await reader()
    .selectFrom('choice_lists')
    .select(['list', (is) => is.fn.countAll<number>().as('count')])
    .groupBy('list')
    .execute()
  return new Map(counted.map(({ list, count }) => [list, Number(count)]))
}

const defaultStaleDays = 14

/** Days without an update after which an open opportunity counts as neglected. */
export const staleAfterDays = async (): Promise<number> =>
  Number((await preference('neglect_days')) ?? defaultStaleDays)

/** What the department calls itself; null where nobody has said. */
export const companyName = (): Promise<string | null> => preference('company')

/** What stands below the company's name on paper, line by line; null where nobody has said. */
export const letterhead = (): Promise<string | null> => preference('letterhead')

type Preference = 'company' | 'letterhead' | 'neglect_days'

const preference = async (name: Preference): Promise<string | null> =>
  (await findPreference({ name }))[0]?.value ?? null

const findPreference = prepareQuery((value: Place<{ name: string }>) =>
  reader().selectFrom('settings').select('value').where('name', '=', value('name')),
)

/** Keeps what a manager has set; null forgets it. */
export async function setPreference(name: Preference, value: string | null): Promise<void> {
  await writer().deleteFrom('settings').where('name', '=', name).execute()
  if (value !== null) await writer().insertInto('settings').values({ name, value }).execute()
}

/** The next number of a counter, without gaps: taken inside the transaction that uses it. Of several the last. */
export async function nextNumber(name: string, several = 1): Promise<number> {
  const { value } = await writer()
    .insertInto('counters')
    .values({ name, value: several })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((is) => ({ value: is('counters.value', '+', several) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
