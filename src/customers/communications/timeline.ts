import { findAccount } from '../../accounts/repository.ts'
import type { Row } from '../../database/tables.ts'
import { keepsDay } from '../../history/changes.ts'
import { historyOf, type Noted } from '../../history/note.ts'
import type { Key } from '../../i18n/words.ts'
import { words } from '../../i18n/words.ts'
import { communicationsOf } from './communications-repository.ts'

/** A talk as a timeline shows it. */
export interface TalkEntry {
  kind: 'communication'
  at: string
  id: number
  who: string
  user_id: number
  how: Row<'communications'>['kind']
  content: string
  follow_up_on: string | null
  done: boolean
}

/** One thing that happened on a customer, as facts: a talk, or a change of the record. */
export type TimelineEntry =
  | TalkEntry
  | {
      kind: 'change'
      at: string
      who: string
      what: Key
      label: Key | null
      old: string | null
      new: string | null
      /** Whether old and new are business days. */
      days: boolean
      reason: string | null
    }

export type Shown = 'all' | 'communications' | 'changes'

/** What happened, newest first, at most so many. */
export async function timelineOf(customer_id: number, show: Shown, limit: number): Promise<TimelineEntry[]> {
  const talks = show === 'changes' ? [] : await communicationsOf(customer_id, limit)
  const changes = show === 'communications' ? [] : await historyOf('customers', customer_id, limit)
  const entries = [...talks.map(talkEntry), ...(await Promise.all(changes.map(changeEntry)))]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, limit)
}

/** A talk with its author as an entry of a timeline. */
export const talkEntry = (talk: Row<'communications'> & { who: string }): TalkEntry => ({
  kind: 'communication',
  at: talk.happened_at,
  id: talk.id,
  who: talk.who,
  user_id: talk.user_id,
  how: talk.kind,
  content: talk.content,
  follow_up_on: talk.follow_up_on,
  done: talk.follow_up_done_at !== null,
})

async function changeEntry(line: Noted): Promise<TimelineEntry> {
  const label = `customers.${line.field}`
  const named = (value: string | null) =>
    line.field === 'owner_id' && value ? findAccount(Number(value)).then((account) => account?.name ?? value) : value
  return {
    kind: 'change',
    at: line.at,
    who: line.who ?? '',
    what: known(`customers.was_${line.what}`) ?? 'customers.was_changed',
    label: line.field === null ? null : known(label),
    old: await named(line.old),
    new: await named(line.new),
    days: keepsDay(line),
    reason: line.reason,
  }
}

const known = (key: string): Key | null => (key in words.en ? (key as Key) : null)
