import { historyOf, type Noted } from '../history/note.ts'
import type { Saying } from '../i18n/saying.ts'
import { type Key, words } from '../i18n/words.ts'

/** A line of an account's history: the sentence, and what stands in it. */
export interface AccountLine {
  at: string
  /** '': the program itself. */
  who: string
  what: Key
  field: string
  old: Saying | null
  now: Saying | null
}

/** The last things that happened to an account, newest first. */
export const accountHistory = async (id: number): Promise<AccountLine[]> =>
  (await historyOf('users', id, 30)).map(lineOf)

function lineOf({ at, who, what, field, old, new: now }: Noted): AccountLine {
  const happened = field === 'active' ? (now === '1' ? 'activated' : 'deactivated') : what
  return {
    at,
    who: who ?? '',
    what: known(`accounts.was_${happened}`) ?? 'accounts.was_changed',
    field: field ?? '',
    old: sayingOf(field, old),
    now: sayingOf(field, now),
  }
}

function sayingOf(field: string | null, value: string | null): Saying | null {
  if (value === null) return null
  const key = known(`accounts.${field}_${value}`)
  return key ? { key } : { text: value }
}

const known = (key: string): Key | null => (key in words.en ? (key as Key) : null)
