import { createHash } from 'node:crypto'
import { z } from 'zod'
import { stripInvisible } from '../values/strip-invisible.ts'
import { errorKey, textareaField, textField } from '../web/forms.ts'
import { allChoices, type ChoiceList, companyName, letterhead, staleAfterDays } from './repository.ts'

const days = z
  .string()
  .trim()
  .refine(
    (typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 365,
    errorKey('preferences.days'),
  )
  .transform(Number)

export const preferencesForm = z.object({
  company: textField(200),
  letterhead: textareaField(500),
  neglect_days: days,
  version: textField(100),
})

export type PreferencesInput = z.output<typeof preferencesForm>

/** A list as one types it, a word a line; blank lines count nothing. */
export const choicesForm = z.object({
  words: textareaField(100_000).transform((typed) =>
    (typed ?? '').split('\n').flatMap((line) => stripInvisible(line).trim() || []),
  ),
  version: textField(100),
})

export type ChoicesInput = z.output<typeof choicesForm>

/** A record as its form shows it. Nothing counts the changes of settings, so their content is their version. */
export interface PreferencesForm {
  shown: Record<string, string>
}

/** The settings as they stand. */
export async function preferencesShown(): Promise<PreferencesForm> {
  const shown = {
    company: (await companyName()) ?? '',
    letterhead: (await letterhead()) ?? '',
    neglect_days: String(await staleAfterDays()),
  }
  return { shown: { ...shown, version: versionOf(Object.values(shown)) } }
}

/** A list as it stands. */
export async function choicesShown(list: ChoiceList): Promise<PreferencesForm> {
  const words = await allChoices(list)
  return { shown: { words: words.join('\n'), version: versionOf(words) } }
}

const versionOf = (values: string[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16)
