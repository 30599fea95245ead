import type { Person } from './person.ts'

type Who = 'anyone' | 'everyone' | 'owner' | 'owner or manager' | 'manager'

/**
 * Who may do what (the product's table "People and rights"). What a person may not even see is not listed: it is not
 * found.
 */
const permissions = {
  anyone: 'anyone',
  'own.account': 'everyone',
  'dashboard.see': 'everyone',
  'search.see': 'everyone',
  'about.see': 'everyone',
  'customers.see': 'everyone',
  'customers.create': 'everyone',
  'customers.edit': 'owner or manager',
  'customers.communicate': 'everyone',
  'communications.correct': 'owner',
  'follow_ups.change': 'owner or manager',
  'customers.reassign': 'manager',
  'customers.import': 'manager',
  'customers.export': 'manager',
  'opportunities.create': 'everyone',
  'opportunities.see': 'everyone',
  'opportunities.edit': 'owner or manager',
  'opportunities.export': 'everyone',
  'orders.see': 'everyone',
  'orders.create': 'everyone',
  'orders.edit': 'owner or manager',
  'orders.export': 'everyone',
  'orders.import': 'manager',
  'orders.analyse': 'manager',
  'products.see': 'everyone',
  'products.maintain': 'manager',
  'products.import': 'manager',
  'products.export': 'manager',
  'imports.see': 'manager',
  'reports.see': 'everyone',
  'reports.sales': 'manager',
  'reports.payments': 'everyone',
  'performance.open': 'everyone',
  'performance.see': 'owner or manager',
  'performance.manage': 'manager',
  'accounts.manage': 'manager',
  'settings.manage': 'manager',
  'notifications.see': 'everyone',
  'help.see': 'everyone',
} as const satisfies Record<string, Who>

/** The name of a permission. */
export type Permission = keyof typeof permissions
/** A permission that depends on the record's owner. */
export type OwnerPermission = {
  [R in Permission]: (typeof permissions)[R] extends 'owner' | 'owner or manager' ? R : never
}[Permission]

/** Whether the person may do this; for an owner permission, to this record. */
export function may(
  person: Pick<Person, 'id' | 'role'>,
  permission: Permission,
  record?: { owner_id: number },
): boolean {
  const who: Who = permissions[permission]
  if (who === 'anyone' || who === 'everyone') return true
  if (who !== 'owner' && person.role === 'manager') return true
  return who !== 'manager' && record?.owner_id === person.id
}

/** Whether the person may do this at least to records of their own. */
export const mayEver = (person: Pick<Person, 'id' | 'role'>, permission: Permission): boolean =>
  may(person, permission, { owner_id: person.id })
