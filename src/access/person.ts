import type { Locale } from '../i18n/locale.ts'

export type Role = 'salesperson' | 'manager'

/** Who is signed in, as every room needs to know them. */
export interface Person {
  id: number
  username: string
  name: string
  role: Role
  locale: Locale | null
  theme: 'light' | 'dark' | null
}
