import type { z } from 'zod'
import { activePeople, findAccount } from '../../accounts/repository.ts'
import { type FieldError, ValidationErrors } from '../../i18n/error-classes.ts'
import { normalize } from '../../values/normalize.ts'
import { parseDay } from '../../values/parse-day.ts'
import { fieldErrors } from '../../web/field-schemas.ts'
import type { ImportContext } from '../definition.ts'
import type { Import } from '../repository.ts'

/** The chosen account for each name: a user id as text, or 'skip' to leave the rows out. */
export type PeopleMapping = Record<string, string>

/** The context for planning and writing an import: its choices, and the accounts that names refer to. */
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

/** User ids by username, by names that only one person has, and by the choices for all other names. */
async function peopleOf(choices: PeopleMapping): Promise<Map<string, number | null>> {
  const active = await activePeople()
  const names = active.map(({ name }) => personKey(name))
  const people = new Map<string, number | null>()
  for (const { name, id } of active)
    if (names.indexOf(personKey(name)) === names.lastIndexOf(personKey(name))) people.set(personKey(name), id)
  for (const { username, id } of active) people.set(personKey(username), id)
  for (const [name, choice] of Object.entries(choices))
    people.set(personKey(name), choice === 'skip' ? null : Number(choice))
  return people
}

/** Normalizes a name for lookup; case and character width do not matter. */
const personKey = (name: string): string => normalize(name)

/** The user id for a name or username; blank is null. Throws ValidationErrors if it is unknown or to be left out. */
export function parsePersonCell(cell: string, field: string, { people }: Pick<ImportContext, 'people'>): number | null {
  if (cell === '') return null
  const id = people.get(personKey(cell))
  if (id === undefined) throw new ValidationErrors([{ field, key: 'imports.unknown_person', values: { name: cell } }])
  if (id === null) throw new ValidationErrors([{ field, key: 'imports.left_out', values: { name: cell } }])
  return id
}

/**
 * Parses a date in any known format to YYYY-MM-DD; blank is ''. Throws ValidationErrors if it is not a date, or
 * ambiguous.
 */
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

/** Parses cells with a form's schema; missing fields are blank. Throws ValidationErrors. */
export function parseCellsByForm<S extends z.ZodObject>(schema: S, cells: Record<string, string>): z.output<S> {
  const blank = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, '']))
  const parsedFields = schema.safeParse({ ...blank, ...cells })
  if (!parsedFields.success) throw new ValidationErrors(fieldErrors(parsedFields.error))
  return parsedFields.data
}

/** Runs all parsers and collects their errors, so that a row reports all mistakes at once. Throws ValidationErrors. */
export function parseAllCollectingErrors<T extends Record<string, () => unknown>>(
  parsers: T,
): { [N in keyof T]: ReturnType<T[N]> } {
  const errors: FieldError[] = []
  const parsedFields: Record<string, unknown> = {}
  for (const [name, parse] of Object.entries(parsers))
    try {
      parsedFields[name] = parse()
    } catch (error) {
      if (!(error instanceof ValidationErrors)) throw error
      errors.push(...error.errors)
    }
  if (errors.length > 0) throw new ValidationErrors(errors)
  return parsedFields as { [N in keyof T]: ReturnType<T[N]> }
}
