import type { FieldError } from '../i18n/error-classes.ts'
import { normalize } from '../values/normalize.ts'
import { type ChoiceList, maxChoices } from './repository.ts'

/** Maximum length of a value: that of the shortest field that uses the list. */
const maxLength: Record<ChoiceList, number> = {
  source: 100,
  industry: 100,
  region: 100,
  unit: 40,
  category: 100,
  method: 100,
  loss_reason: 200,
}

/** Errors of an edited list: too many values, one that is too long, or one listed twice. */
export function choiceErrors(list: ChoiceList, words: string[]): FieldError[] {
  if (words.length > maxChoices)
    return [{ field: 'words', key: 'preferences.too_many', values: { max: maxChoices, count: words.length } }]
  const long = words.find((word) => word.length > maxLength[list])
  if (long)
    return [
      { field: 'words', key: 'preferences.too_long', values: { word: `${long.slice(0, 20)}…`, max: maxLength[list] } },
    ]
  const twice = firstRepeated(words)
  return twice === undefined ? [] : [{ field: 'words', key: 'preferences.listed_twice', values: { word: twice } }]
}

/** The first value that repeats an earlier one, ignoring case and character width. */
function firstRepeated(words: string[]): string | undefined {
  const seen = new Set<string>()
  return words.find((word) => {
    const folded = normalize(word)
    if (seen.has(folded)) return true
    seen.add(folded)
    return false
  })
}

/** Values that were added and removed, and whether the remaining ones changed their order. */
export function choiceChanges(before: string[], after: string[]) {
  const [old, now] = [new Set(before), new Set(after)]
  const stayed = after.filter((word) => old.has(word))
  return {
    added: after.filter((word) => !old.has(word)),
    removed: before.filter((word) => !now.has(word)),
    moved: before.filter((word) => now.has(word)).some((word, index) => word !== stayed[index]),
  }
}
