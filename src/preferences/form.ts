import { createHash } from 'node:crypto'
import { z } from 'zod'
import { stripInvisible } from '../values/strip-invisible.ts'
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
  const values = {
    company: (await companyName()) ?? '',
    letterhead: (await letterhead()) ?? '',
    neglect_days: String(await staleAfterDays()),
  }
  return { shown: { ...values, version: versionOf(Object.values(values)) } }
}

/** The current values of a list. */
export async function choiceListFormValues(list: ChoiceList): Promise<PreferencesForm> {
  const words = await allChoicesOfList(list)
  return { shown: { words: words.join('\n'), version: versionOf(words) } }
}

const versionOf = (values: string[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16)
