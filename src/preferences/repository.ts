import { inBatches } from '../database/batches.ts'
import { reader, writer } from '../database/database.ts'
import { type Place, prepareStatement } from '../database/prepare-query.ts'

/** The choice lists that managers edit and forms offer; the fields accept other text too. */
export const choiceLists = ['source', 'industry', 'region', 'unit', 'category', 'method', 'loss_reason'] as const

export type ChoiceList = (typeof choiceLists)[number]

/** Maximum number of values that a form offers. */
export const maxChoices = 500

/** A list's offered values, in order. */
export const choices = (list: ChoiceList): Promise<string[]> => wordsOf(list, maxChoices)

/** All values of a list; imports may have added more than are offered. */
export const allChoicesOfList = (list: ChoiceList): Promise<string[]> => wordsOf(list, 100_000)

const wordsOf = async (list: ChoiceList, limit: number): Promise<string[]> =>
  (await findWords({ list, limit })).map(({ value }) => value)

const findWords = prepareStatement((value: Place<{ list: string; limit: number }>) =>
  reader()
    .selectFrom('choice_lists')
    .select('value')
    .where('list', '=', value('list'))
    .orderBy('id')
    .limit(value('limit')),
)

/** Adds values to a list; existing ones are kept. */
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

/** Adds the values of records' fields that have a choice list. */
export async function addChoicesOf(records: ChoiceListFields[]): Promise<void> {
  for (const list of choiceLists)
    await addChoices(
      list,
      records.map((record) => record[list] ?? null),
    )
}

/** The fields of a record that have a choice list. */
export type ChoiceListFields = Partial<Record<ChoiceList, string | null>>

/** Replaces a list's values, in this order. */
export async function replaceChoices(list: ChoiceList, words: string[]): Promise<void> {
  await writer().deleteFrom('choice_lists').where('list', '=', list).execute()
  await addChoices(list, words)
}

/** Number of values in each list. */
export async function choiceListSizes(): Promise<Map<string, number>> {
  const counted = await reader()
    .selectFrom('choice_lists')
    .select(['list', (is) => is.fn.countAll<number>().as('count')])
    .groupBy('list')
    .execute()
  return new Map(counted.map(({ list, count }) => [list, Number(count)]))
}

const defaultStaleDays = 14

/** Days without an update after which an open opportunity is stale. */
export const staleAfterDays = async (): Promise<number> =>
  Number((await preference('neglect_days')) ?? defaultStaleDays)

/** The company's name; null if not set. */
export const companyName = (): Promise<string | null> => preference('company')

/** The lines printed below the company's name; null if not set. */
export const letterhead = (): Promise<string | null> => preference('letterhead')

type Preference = 'company' | 'letterhead' | 'neglect_days'

const preference = async (name: Preference): Promise<string | null> =>
  (await findPreference({ name }))[0]?.value ?? null

const findPreference = prepareStatement((value: Place<{ name: string }>) =>
  reader().selectFrom('settings').select('value').where('name', '=', value('name')),
)

/** Saves a setting; null deletes it. */
export async function setInstallationPreference(name: Preference, value: string | null): Promise<void> {
  await writer().deleteFrom('settings').where('name', '=', name).execute()
  if (value !== null) await writer().insertInto('settings').values({ name, value }).execute()
}

/**
 * Increments a counter by `several` and returns its new value. Without gaps if the caller's transaction uses the
 * number.
 */
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
