import { historyOf } from '../history/record-event.ts'
import type { ShownRecord } from '../web/concurrent-edits/shown-record.ts'
import { type PreferencesForm, type SettingsTexts, settingsForm } from './form.ts'
import type { ChoiceList } from './repository.ts'

type Shown = ShownRecord<PreferencesForm>

/**
 * The settings as a form of this version was shown them: takes back one change after the other until the version is the
 * form's. Undefined if the history does not go back that far.
 */
export async function settingsShownAt({ shown }: PreferencesForm, version: string): Promise<Shown | undefined> {
  let record = settingsForm(shown as SettingsTexts)
  const fields = new Set<string>()
  const by = new Set<string>()
  for (const { what, field, old, who } of await historyOf('settings', 0)) {
    if (record.shown.version === version) break
    if (what !== 'changed' || field === null || !(field in record.shown)) continue
    record = settingsForm({ ...(record.shown as SettingsTexts), [field]: old ?? '' })
    fields.add(field)
    by.add(who ?? '')
  }
  if (record.shown.version !== version) return undefined
  return { record, fingerprints: {}, fields: [...fields], by: [...by], labels: 'preferences' }
}

/** A choice list as a form of this version was shown it: the version is its fingerprint. */
export const choiceListShownAt =
  (list: ChoiceList) =>
  async (record: PreferencesForm, version: string): Promise<Shown> => {
    const last = (await historyOf('settings', 0)).find(({ what, field }) => what.startsWith('words_') && field === list)
    const labels = 'preferences'
    return { record, fingerprints: { words: version }, fields: [list], by: [last?.who ?? ''], labels }
  }
