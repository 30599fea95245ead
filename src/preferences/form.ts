import { z } from 'zod'
import { stripInvisible } from '../values/strip-invisible.ts'
import { fingerprint } from '../web/concurrent-edits/fingerprint.ts'
import { textareaSchema, textSchema, zodErrorOption } from '../web/field-schemas.ts'
import { allChoicesOfList, type ChoiceList, companyName, letterhead, staleAfterDays } from './repository.ts'

const days = z
  .string()
  .trim()
  .refine(
    (typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 365,
    zodErrorOption('preferences.days'),
  )
  .transform(Number)

export const preferencesForm = z.object({
  company: textSchema(200),
  letterhead: textareaSchema(500),
  neglect_days: days,
  version: textSchema(100),
})

export type PreferencesInput = z.output<typeof preferencesForm>

/** A choice list as text, one value per line; blank lines are ignored. */
export const choiceListForm = z.object({
  words: textareaSchema(100_000).transform((typed) =>
    (typed ?? '').split('\n').flatMap((line) => stripInvisible(line).trim() || []),
  ),
  version: textSchema(100),
})

export type ChoicesInput = z.output<typeof choiceListForm>

/** Form values. Settings have no version number, so a hash of their content is their version. */
export interface PreferencesForm {
  shown: Record<string, string>
}

/** The current settings. */
export async function companySettingsFormValues(): Promise<PreferencesForm> {
  return settingsForm({
    company: (await companyName()) ?? '',
    letterhead: (await letterhead()) ?? '',
    neglect_days: String(await staleAfterDays()),
  })
}

/** Settings as form values, with their version. */
export const settingsForm = ({ company, letterhead, neglect_days }: SettingsTexts): PreferencesForm => ({
  shown: { company, letterhead, neglect_days, version: versionOf([company, letterhead, neglect_days]) },
})

/** The settings as texts, '' for none. */
export type SettingsTexts = Record<'company' | 'letterhead' | 'neglect_days', string>

/** The current values of a list. */
export async function choiceListFormValues(list: ChoiceList): Promise<PreferencesForm> {
  const words = await allChoicesOfList(list)
  return { shown: { words: words.join('\n'), version: versionOf(words) } }
}

const versionOf = (values: string[]): string => fingerprint(values)
