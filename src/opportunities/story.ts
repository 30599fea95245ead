import { sharesText } from '../accounts/credits.ts'
import { findAccount } from '../accounts/repository.ts'
import { communicationsAbout } from '../customers/communications/communications-repository.ts'
import { type TalkEntry, talkEntry } from '../customers/communications/timeline.ts'
import { customerName } from '../customers/repository.ts'
import { type Change, changesOf } from '../history/changes.ts'
import type { Saying } from '../i18n/saying.ts'
import { type Key, words } from '../i18n/words.ts'
import { updatesOf } from './repository.ts'

/** What a field was or became: money in minor units, probability in whole percent; null was empty. */
export type Value = Saying | { money: number } | { day: string } | { percent: number } | null

/** One field's change. */
export interface FieldChange {
  label: Key | null
  old: Value
  new: Value
}

/** One thing that happened to an opportunity: an update with all it changed, another change, or a talk about it. */
export type StoryEntry =
  | TalkEntry
  | { kind: 'update'; at: string; who: string; user_id: number; note: string | null; changes: FieldChange[] }
  | ({ kind: 'change'; at: string; who: string; say: Key } & FieldChange)

/** What happened to an opportunity, newest first. */
export async function storyOf(id: number, limit = 300): Promise<StoryEntry[]> {
  const [updates, changes, talks] = await Promise.all([
    updatesOf(id, limit),
    changesOf('opportunities', id, limit * 8),
    communicationsAbout(id, limit),
  ])
  const told = await Promise.all(changes.map(async (change) => ({ change, ...(await fieldChange(change)) })))
  const entries = [
    ...updates.map(({ id: update_id, made_at: at, who, user_id, note }): StoryEntry => {
      const own = told.filter(({ change }) => change.facts.update_id === update_id)
      return { kind: 'update', at, who, user_id, note, changes: own.map(withoutChange).toReversed() }
    }),
    ...talks.map(talkEntry),
    ...told
      .filter(({ change }) => change.facts.update_id === undefined)
      .map((one): StoryEntry => {
        const { at, who } = one.change
        return { kind: 'change', at, who, say: sentence(one.change), ...withoutChange(one) }
      }),
  ]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at))
}

const withoutChange = ({ label, old, new: now }: FieldChange): FieldChange => ({ label, old, new: now })

async function fieldChange({ what, field, label, old, new: now, facts }: Change): Promise<FieldChange> {
  if (what !== 'credits_changed') return { label, old: await shownAs(field, old), new: await shownAs(field, now) }
  const [before, after] = [await sharesText(facts.old), await sharesText(facts.new)]
  return { label: 'opportunities.credits', old: { text: before }, new: { text: after } }
}

async function shownAs(field: string | null, kept: string | null): Promise<Value> {
  if (kept === null) return null
  if (field === 'expected_amount') return { money: Number(kept) }
  if (field === 'probability') return { percent: Number(kept) }
  if (field === 'expected_close_on' || field === 'next_step_on') return { day: kept }
  if (field === 'owner_id') return { text: (await findAccount(Number(kept)))?.name ?? kept }
  if (field === 'customer_id') return { text: (await customerName(Number(kept))) ?? kept }
  const stage = `opportunities.stage_${kept}`
  return field === 'stage' && isKey(stage) ? { key: stage } : { text: kept }
}

function sentence({ what }: Change): Key {
  const key = `opportunities.was_${what}`
  return isKey(key) ? key : 'opportunities.was_changed'
}

const isKey = (key: string): key is Key => key in words.en
