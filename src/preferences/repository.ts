import { reader, writer } from '../database/database.ts'

/** The lists that managers maintain and forms offer; other text is taken too. */
export type ChoiceList = 'region' | 'source' | 'industry' | 'unit' | 'category' | 'method' | 'loss_reason'

/** What a list offers, in the order it was made. */
export const choices = async (list: ChoiceList): Promise<string[]> =>
  (
    await reader().selectFrom('choices').select('value').where('list', '=', list).orderBy('id').limit(500).execute()
  ).map(({ value }) => value)

/** Adds what a manager or an import brings; what is there already stays as it is. */
export async function joinChoices(list: ChoiceList, values: Iterable<string | null>): Promise<void> {
  const wanted = [...new Set(values)].filter((value): value is string => value !== null && value !== '')
  for (let start = 0; start < wanted.length; start += 200)
    await writer()
      .insertInto('choices')
      .values(wanted.slice(start, start + 200).map((value) => ({ list, value })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
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

/** Days without an update after which an open opportunity counts as neglected. */
export async function neglectDays(): Promise<number> {
  const kept = reader().selectFrom('installation').select('value').where('name', '=', 'neglect_days')
  return Number((await kept.executeTakeFirst())?.value ?? 14)
}
