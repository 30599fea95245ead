import type { z } from 'zod'
import { activePeople, findAccount } from '../../accounts/repository.ts'
import { type FieldError, ValidationErrors } from '../../i18n/errors.ts'
import { parseDay } from '../../values/day-text.ts'
import { normalize } from '../../values/normalize.ts'
import { fieldErrors } from '../../web/forms.ts'
import type { ImportContext } from '../definition.ts'
import type { Import } from '../repository.ts'

/** Names and whose account each means, as the person who imports has said: a user's id, or 'skip' to leave the rows out. */
export type PeopleMapping = Record<string, string>

/** All that planning and writing an import are told: who, how, and whom each name in the file means. */
export async function importContext(record: Import): Promise<ImportContext> {
  const by = await findAccount(record.user_id)
  if (!by) throw new Error(`the account of import ${record.id} is gone`)
  return {
    import_id: record.id,
    by: { id: by.id, role: by.role },
    on_duplicate: record.on_duplicate,
    day_order: record.day_order ?? undefined,
    people: await peopleOf(JSON.parse(record.people) as PeopleMapping),
  }
}

/** Usernames; names that only one person has; and what was said of the rest. */
async function peopleOf(said: PeopleMapping): Promise<Map<string, number | null>> {
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
const personKey = (name: string): string => normalize(name)

/** The account that a cell names by username; blank is null. Throws ValidationErrors: unknown, or to be left out. */
export function parsePersonCell(cell: string, field: string, { people }: Pick<ImportContext, 'people'>): number | null {
  if (cell === '') return null
  const id = people.get(personKey(cell))
  if (id === undefined) throw new ValidationErrors([{ field, key: 'imports.unknown_person', values: { name: cell } }])
  if (id === null) throw new ValidationErrors([{ field, key: 'imports.left_out', values: { name: cell } }])
  return id
}

/** A cell's day as YYYY-MM-DD, however it is written; blank is ''. Throws ValidationErrors: no day, or one that could be two. */
export function parseDayCell(cell: string, field: string, { day_order }: Pick<ImportContext, 'day_order'>): string {
  if (cell === '') return ''
  const parsed = parseDay(cell, day_order)
  if (parsed && 'day' in parsed) return parsed.day
  throw new ValidationErrors([
    parsed
      ? { field, key: 'imports.ambiguous_day', values: { day: cell } }
      : { field, key: 'imports.not_a_date', values: { day: cell } },
  ])
}

/** Reads cells by a form's schema; fields that the file lacks are blank. Throws ValidationErrors. */
export function parseByForm<S extends z.ZodObject>(schema: S, cells: Record<string, string>): z.output<S> {
  const blank = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, '']))
  const read = schema.safeParse({ ...blank, ...cells })
  if (!read.success) throw new ValidationErrors(fieldErrors(read.error))
  return read.data
}

/** Does each reading and gathers what all of them refuse, so that a row names all its mistakes at once. Throws ValidationErrors. */
export function collectErrors<T extends Record<string, () => unknown>>(
  readings: T,
): { [N in keyof T]: ReturnType<T[N]> } {
  const wrong: FieldError[] = []
  const read: Record<string, unknown> = {}
  for (const [name, reading] of Object.entries(readings))
    try {
      read[name] = reading()
    } catch (error) {
      if (!(error instanceof ValidationErrors)) throw error
      wrong.push(...error.wrong)
    }
  if (wrong.length > 0) throw new ValidationErrors(wrong)
  return read as { [N in keyof T]: ReturnType<T[N]> }
}
