import type { Person } from '../access/person.ts'
import { addChoicesOf, type ChoiceListFields } from './repository.ts'

/** Adds new values of a record's fields to the choice lists if a manager entered them. */
export const addNewChoices = async (record: ChoiceListFields, { role }: Pick<Person, 'role'>): Promise<void> => {
  if (role === 'manager') await addChoicesOf([record])
}
