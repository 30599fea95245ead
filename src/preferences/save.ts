import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { ValidationErrors, VersionConflict } from '../i18n/error-classes.ts'
import { choiceChanges, choiceErrors } from './choice-list-validation.ts'
import { type ChoicesInput, choiceListFormValues, companySettingsFormValues, type PreferencesInput } from './form.ts'
import { allChoicesOfList, type ChoiceList, replaceChoices, setInstallationPreference } from './repository.ts'

/** Called in the same transaction when the days for stale opportunities change; registered in wiring.ts. */
export const staleDaysListeners: (() => Promise<void>)[] = []

/**
 * Saves the settings, with an event for each change. Throws VersionConflict if they changed since the form was opened.
 */
export const saveInstallationPreferences = ({ version, ...wanted }: PreferencesInput, by: Person): Promise<void> =>
  transaction(async () => {
    const { shown } = await companySettingsFormValues()
    if (shown.version !== version) throw new VersionConflict('settings', 0)
    for (const name of ['company', 'letterhead', 'neglect_days'] as const) {
      const now = wanted[name] === null ? '' : String(wanted[name])
      if (now === shown[name]) continue
      await setInstallationPreference(name, now || null)
      await recordEvent('settings', 0, 'changed', { field: name, old: shown[name] || null, new: now || null }, by)
      if (name === 'neglect_days') for (const follow of staleDaysListeners) await follow()
    }
  })

/**
 * Replaces a choice list; records keep their values. Throws ValidationErrors, and VersionConflict if it changed since
 * the form was opened.
 */
export const saveChoiceList = (list: ChoiceList, { words, version }: ChoicesInput, by: Person): Promise<void> =>
  transaction(async () => {
    if ((await choiceListFormValues(list)).shown.version !== version) throw new VersionConflict('settings', 0)
    const wrong = choiceErrors(list, words)
    if (wrong.length > 0) throw new ValidationErrors(wrong)
    const { added, removed, moved } = choiceChanges(await allChoicesOfList(list), words)
    if (added.length + removed.length === 0 && !moved) return
    await replaceChoices(list, words)
    if (added.length > 0)
      await recordEvent('settings', 0, 'words_added', { field: list, details: { words: added } }, by)
    if (removed.length > 0)
      await recordEvent('settings', 0, 'words_removed', { field: list, details: { words: removed } }, by)
    if (moved) await recordEvent('settings', 0, 'words_moved', { field: list }, by)
  })
