import { randomPerson } from '../../../src/commands/demo/names.ts'
import type { Bulk } from './bulk.ts'
import type { World } from './context.ts'

/** Customers per salesperson. */
const customersEach = 500

export interface People {
  managers: number[]
  salespeople: number[]
}

/**
 * Inserts the accounts: one manager for about forty salespeople. Nobody can sign in with them, and none is called
 * manager, so that the first start creates that account.
 */
export function writePeople(file: Bulk, { by, calendar }: World, customers: number): People {
  const into = file.into('users', ['id', 'username', 'name', 'role', 'password_hash', 'must_change', 'created_at'])
  const many = Math.max(9, Math.ceil(customers / customersEach))
  const managed = Math.ceil(many / 40)
  const ids = Array.from({ length: managed + many }, (_, index) => index + 1)
  for (const id of ids) {
    const role = id <= managed ? 'manager' : 'salesperson'
    const username = `${role === 'manager' ? 'lead' : 'sales'}${String(id).padStart(3, '0')}`
    into(id, username, randomPerson(by).name ?? username, role, 'none', 1, calendar.instant(0))
  }
  return { managers: ids.slice(0, managed), salespeople: ids.slice(managed) }
}

/** Inserts a target for each salesperson in each of the last twelve months. */
export function writeTargets(file: Bulk, { by, calendar }: World, { salespeople }: People): void {
  const into = file.into('targets', ['user_id', 'month', 'indicator', 'value'])
  const months = [...new Set(calendar.days.slice(-365).map((day) => day.slice(0, 7)))]
  for (const id of salespeople)
    for (const month of months) {
      into(id, month, 'amount', by.between(20, 60) * 1_000_000)
      into(id, month, 'orders', by.between(20, 100))
    }
}
