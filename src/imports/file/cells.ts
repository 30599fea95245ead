import type { z } from 'zod'
import { activePeople, findAccount } from '../../accounts/repository.ts'
import { Refusals, type Wrong } from '../../i18n/refusal.ts'
import { parseDay } from '../../values/day-text.ts'
import { fold } from '../../values/fold.ts'
import { errorsOf } from '../../web/forms.ts'
import type { Given } from '../definition.ts'
import type { Import } from '../repository.ts'

/** Names and whose account each means, as the person who imports has said: a user's id, or 'skip' to leave the rows out. */
export type PeopleSaid = Record<string, string>

/** All that planning and writing an import are told: who, how, and whom each name in the file means. */
export async function givenOf(record: Import): Promise<Given> {
  const by = await findAccount(record.user_id)
  if (!by) throw new Error(`the account of import ${record.id} is gone`)
  return {
    import_id: record.id,
    by: { id: by.id, role: by.role },
    on_duplicate: record.on_duplicate,
    day_order: record.day_order ?? undefined,
    people: await peopleOf(JSON.parse(record.people) as PeopleSaid),
  }
}

/** Usernames; names that only one person has; and what was said of the rest. */
async function peopleOf(said: PeopleSaid): Promise<Map<string, number | null>> {
  const active = await activePeople()
  const names = active.map(({ name }) => personKey(name))
  const people = new Map<string, number | null>()
  for (const { name, id } of active)
    if (names.indexOf(personKey(name)) === names.lastIndexOf(personKey(name))) people.set(personKey(name), id)
  for (const { username, id } of active) people.set(personKey(username), id)
  for (const [name, meant] of Object.entries(said)) people.set(personKey(name), meant === 'skip' ? null : Number(meant))
  return people
}

/** How a person's name is looked up: case and width aside. */
const personKey = (name: string): string => fold(name)

/** The account that a cell names by username; blank is null. Throws Refusals: unknown, or to be left out. */
export function personOf(cell: string, field: string, { people }: Pick<Given, 'people'>): number | null {
  if (cell === '') return null
  const id = people.get(personKey(cell))
  if (id === undefined) throw new Refusals([{ field, key: 'imports.unknown_person', values: { name: cell } }])
  if (id === null) throw new Refusals([{ field, key: 'imports.left_out', values: { name: cell } }])
  return id
}

/** A cell's day as YYYY-MM-DD, however it is written; blank is ''. Throws Refusals: no day, or one that could be two. */
export function dayOf(cell: string, field: string, { day_order }: Pick<Given, 'day_order'>): string {
  if (cell === '') return ''
  const parsed = parseDay(cell, day_order)
  if (parsed && 'day' in parsed) return parsed.day
  throw new Refusals([
    parsed
      ? { field, key: 'imports.ambiguous_day', values: { day: cell } }
      : { field, key: 'imports.no_day', values: { day: cell } },
  ])
}

/** Reads cells by a form's schema; fields that the file lacks are blank. Throws Refusals. */
export function byForm<S extends z.ZodObject>(schema: S, cells: Record<string, string>): z.output<S> {
  const blank = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, '']))
  const read = schema.safeParse({ ...blank, ...cells })
  if (!read.success) throw new Refusals(errorsOf(read.error))
  return read.data
}

/** Does each reading and gathers what all of them refuse, so that a row names all its mistakes at once. Throws Refusals. */
export function together<T extends Record<string, () => unknown>>(readings: T): { [N in keyof T]: ReturnType<T[N]> } {
  const wrong: Wrong[] = []
  const read: Record<string, unknown> = {}
  for (const [name, reading] of Object.entries(readings))
    try {
      read[name] = reading()
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      wrong.push(...error.wrong)
    }
  if (wrong.length > 0) throw new Refusals(wrong)
  return read as { [N in keyof T]: ReturnType<T[N]> }
}
