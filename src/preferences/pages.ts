import type { Person } from '../access/person.ts'
import { type ActivityReader, activityOfRecord, type FeatureActivity, type ShownAs } from '../history/activity.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { translator } from '../i18n/translate.ts'
import { type FormState, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { choiceListFormValues, companySettingsFormValues, type PreferencesForm } from './form.ts'
import { type ChoiceList, choiceListSizes, choiceLists } from './repository.ts'

const translatorFor = ({ person, context }: ActivityReader) => translator(person.locale ?? context.locale)

const maxWords = 20

const asLines: ShownAs = (kept, { t }) => String(kept).split('\n').join(t('preferences.between_words'))

/** How the history of the settings is displayed. */
const preferencesActivity: FeatureActivity = {
  subject: 'settings',
  messagePrefix: 'preferences',
  empty: 'preferences.empty',
  fields: { letterhead: asLines },
  values({ words }, { t }) {
    const all = Array.isArray(words) ? words : []
    const text = all.slice(0, maxWords).join(t('preferences.between_words'))
    return { words: all.length > maxWords ? `${text}…` : text }
  },
}

/** The settings page: company, choice lists, and recent changes. */
export async function companyPreferencesPage(reader: ActivityReader, form?: FormState): Promise<Answer> {
  const [{ shown }, counts, changes] = await Promise.all([
    companySettingsFormValues(),
    choiceListSizes(),
    activityOfRecord(preferencesActivity, 0, 30, reader),
  ])
  return page(
    'preferences/page',
    {
      form: form ?? initialFormState(shown),
      lists: choiceLists.map((name) => ({ name, count: counts.get(name) ?? 0 })),
      changes,
    },
    form ? 422 : 200,
  )
}

/** The rejected settings with the typed values, and those of others where both changed a field. */
export const preferencesFormRefused = (refused: RefusedForm<Person, PreferencesForm>): Promise<Answer> =>
  companyPreferencesPage(refused, refused.form)

/** A choice list's page. An empty list can be prefilled with common values (`usual`); they are not saved yet. */
export async function choiceListPage(
  list: ChoiceList,
  reader: ActivityReader,
  { form, usual = false }: { form?: FormState; usual?: boolean } = {},
): Promise<Answer> {
  const { shown } = await choiceListFormValues(list)
  const offered = shown.words === '' ? usualWords(list, reader) : null
  const filled = usual && offered !== null
  const initial = initialFormState(filled ? { ...shown, words: offered } : shown)
  const mayFill = offered !== null && !usual && !form
  return page('preferences/choice-list', { list, form: form ?? initial, mayFill, filled }, form ? 422 : 200)
}

/** The rejected list with the typed text, and the saved list if both changed it. */
export const choiceListFormRefused =
  (list: ChoiceList) =>
  (refused: RefusedForm<Person, PreferencesForm>): Promise<Answer> =>
    choiceListPage(list, refused, { form: refused.form })

function usualWords(list: ChoiceList, reader: ActivityReader): string | null {
  const key = `preferences.common_${list}`
  return key in messages.en ? translatorFor(reader)(key as MessageKey) : null
}
