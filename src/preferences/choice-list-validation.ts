import type { FieldError } from '../i18n/errors.ts'
import { normalize } from '../values/normalize.ts'
import { type ChoiceList, mostChoices } from './repository.ts'

/** As long as the shortest field that takes the list's words. */
const longest: Record<ChoiceList, number> = {
  source: 100,
  industry: 100,
  region: 100,
  unit: 40,
  category: 100,
  method: 100,
  loss_reason: 200,
}

/** What is wrong with a list as it was typed: a word twice, a word no field would take, more than a form can offer. */
export function choiceErrors(list: ChoiceList, words: string[]): FieldError[] {
  if (words.length > mostChoices)
    return [{ field: 'words', key: 'preferences.too_many', values: { max: mostChoices, count: words.length } }]
  const long = words.find((word) => word.length > longest[list])
  if (long)
    return [
      { field: 'words', key: 'preferences.too_long', values: { word: `${long.slice(0, 20)}…`, max: longest[list] } },
    ]
  const twice = secondOf(words)
  return twice === undefined ? [] : [{ field: 'words', key: 'preferences.listed_twice', values: { word: twice } }]
}

/** The first word that stood there before, in whatever case or width. */
function secondOf(words: string[]): string | undefined {
  const seen = new Set<string>()
  return words.find((word) => {
    const folded = normalize(word)
    if (seen.has(folded)) return true
    seen.add(folded)
    return false
  })
}

/** What became of a list: the words that came, that went, and whether those that stayed changed places. */
export function choiceChanges(before: string[], after: string[]) {
  const [old, now] = [new Set(before), new Set(after)]
  const stayed = after.filter((word) => old.has(word))
  return {
    added: after.filter((word) => !old.has(word)),
    removed: before.filter((word) => !now.has(word)),
    moved: before.filter((word) => now.has(word)).some((word, index) => word !== stayed[index]),
  }
}
