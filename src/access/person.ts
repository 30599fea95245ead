import type { Locale } from '../i18n/locale.ts'

/** A person's role. */
export type Role = 'salesperson' | 'manager'

/** The signed-in person, as every feature sees them. */
export interface Person {
  id: number
  username: string
  name: string
  role: Role
  locale: Locale | null
  theme: 'light' | 'dark' | null
}
