import type { Fields } from '../fields/definition.ts'
import { type ChoiceList, choiceLists, choices } from './repository.ts'

/** The values that a form suggests for each field with a choice list, by field name. */
export async function suggestedValuesByField(fields: Fields): Promise<Record<string, string[]>> {
  const names = Object.values(fields).flatMap(({ name, suggested }) => (suggested && isChoiceList(name) ? [name] : []))
  const values = await Promise.all(names.map(async (name) => [name, await choices(name)] as const))
  return Object.fromEntries(values)
}

const isChoiceList = (name: string): name is ChoiceList => (choiceLists as readonly string[]).includes(name)
