import type { Person } from '../access/person.ts'
import { joinChoicesOf, type Worded } from './repository.ts'

/** New words join the lists when a manager brings them (product, Everywhere). */
export const bringChoices = async (record: Worded, { role }: Pick<Person, 'role'>): Promise<void> => {
  if (role === 'manager') await joinChoicesOf([record])
}
