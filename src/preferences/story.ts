import { historyOf, type Noted } from '../history/note.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'

/** One line of what was done to the settings, as a sentence. */
export interface Told {
  at: string
  text: string
}

const mostWords = 20

/** What managers have changed lately, newest first, in the reader's language. */
export const preferencesStory = async (t: Translate, limit: number): Promise<Told[]> =>
  (await historyOf('settings', 0, limit)).map((line) => ({ at: line.at, text: textOf(line, t) }))

function textOf({ what, field, old, new: now, facts, who }: Noted, t: Translate): string {
  const label = t(`preferences.${field}` as Key)
  if (what === 'changed')
    return t('preferences.was_changed', { who: who ?? '', label, old: flat(old, t), new: flat(now, t) })
  return t(`preferences.was_${what}` as Key, { who: who ?? '', label, words: some(facts, t) })
}

const flat = (value: string | null, t: Translate): string =>
  value === null ? t('preferences.empty') : value.split('\n').join(t('preferences.between_words'))

function some(facts: string | null, t: Translate): string {
  const { words = [] } = facts === null ? {} : (JSON.parse(facts) as { words?: string[] })
  return words.slice(0, mostWords).join(t('preferences.between_words')) + (words.length > mostWords ? '…' : '')
}
