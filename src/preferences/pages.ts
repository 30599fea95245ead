import type { Person } from '../access/person.ts'
import { type ActivityReader, activityOf, type FeatureActivity, type ShownAs } from '../history/activity.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { translator } from '../i18n/translate.ts'
import { conflictingFields, emptyForm, type FormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { choicesShown, type PreferencesForm, preferencesShown } from './form.ts'
import { type ChoiceList, choiceCounts, choiceLists } from './repository.ts'

const translatorFor = ({ person, context }: ActivityReader) => translator(person.locale ?? context.locale)

const mostWords = 20

const asLines: ShownAs = (kept, { t }) => String(kept).split('\n').join(t('preferences.between_words'))

/** What managers have changed of the settings. */
const preferencesActivity: FeatureActivity = {
  subject: 'settings',
  room: 'preferences',
  empty: 'preferences.empty',
  fields: { letterhead: asLines },
  values({ words }, { t }) {
    const all = Array.isArray(words) ? words : []
    const some = all.slice(0, mostWords).join(t('preferences.between_words'))
    return { words: all.length > mostWords ? `${some}…` : some }
  },
}

/** The settings: the company's own, the lists, and what was changed lately. */
export async function preferencesPage(reader: ActivityReader, form?: FormState): Promise<Answer> {
  const [{ shown }, counts, story] = await Promise.all([
    preferencesShown(),
    choiceCounts(),
    activityOf(preferencesActivity, 0, 30, reader),
  ])
  return page(
    'preferences/page',
    {
      form: form ?? emptyForm(shown),
      lists: choiceLists.map((name) => ({ name, count: counts.get(name) ?? 0 })),
      story,
    },
    form ? 422 : 200,
  )
}

/** The same, refused; where it was stale, theirs beside each field that differs. */
export const preferencesRefused = async (asked: RefusedForm<Person, PreferencesForm>): Promise<Answer> =>
  preferencesPage(asked, refusedForm(asked, (await preferencesShown()).shown))

/** A list as a text of lines. An empty one may be begun with the words that most departments use: shown, not yet saved. */
export async function choicesPage(
  list: ChoiceList,
  reader: ActivityReader,
  { form, usual = false }: { form?: FormState; usual?: boolean } = {},
): Promise<Answer> {
  const { shown } = await choicesShown(list)
  const offered = shown.words === '' ? usualWords(list, reader) : null
  const filled = usual && offered !== null
  const started = emptyForm(filled ? { ...shown, words: offered } : shown)
  const mayFill = offered !== null && !usual && !form
  return page('preferences/choice-list', { list, form: form ?? started, mayFill, filled }, form ? 422 : 200)
}

/** The same, refused; where it was stale, theirs above what was typed. */
export const choicesRefused =
  (list: ChoiceList) =>
  async (asked: RefusedForm<Person, PreferencesForm>): Promise<Answer> =>
    choicesPage(list, asked, { form: refusedForm(asked, (await choicesShown(list)).shown) })

function usualWords(list: ChoiceList, reader: ActivityReader): string | null {
  const key = `preferences.common_${list}`
  return key in messages.en ? translatorFor(reader)(key as MessageKey) : null
}

/** What was typed compares by its lines, however the browser ended them. */
function refusedForm(
  { values, errors, stale }: RefusedForm<Person, PreferencesForm>,
  now: Record<string, string>,
): FormState {
  if (!stale) return { typed: values, wrong: errors }
  const lines = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value).replace(/\r\n?/g, '\n')]),
  )
  return { typed: { ...lines, version: now.version }, wrong: errors, theirs: conflictingFields(now, lines) }
}
