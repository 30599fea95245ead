import type { Person } from '../access/person.ts'
import { addChoicesOf, type ChoiceListFields } from './repository.ts'

/** New words join the lists when a manager brings them (product, Everywhere). */
export const addNewChoices = async (record: ChoiceListFields, { role }: Pick<Person, 'role'>): Promise<void> => {
  if (role === 'manager') await addChoicesOf([record])
}
