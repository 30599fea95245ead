import { activePeople, findAccount } from '../accounts/repository.ts'
import { personKey } from './cells.ts'
import type { Given } from './definition.ts'
import type { Import } from './repository.ts'

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
