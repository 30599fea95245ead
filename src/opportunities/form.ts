import { z } from 'zod'
import { creditFormValues, creditsField } from '../accounts/credits.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { pricePlain } from '../products/form.ts'
import {
  choiceField,
  dayField,
  idField,
  moneyField,
  requiredText,
  textareaField,
  textField,
  versionField,
} from '../web/forms.ts'
import type { Opportunity } from './repository.ts'
import { stages } from './stages.ts'

/** A probability in whole percent, 0 to 100; blank is null. */
const wholePercent = () =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null
      const percent = /^\d{1,3}\s*%?$/.test(typed) ? Number.parseInt(typed, 10) : 101
      if (percent <= 100) return percent
      context.addIssue({ code: 'custom', message: 'opportunities.whole_percent' satisfies MessageKey })
      return z.NEVER
    })

/** Fields that an update changes and a new opportunity starts with. */
const progress = {
  stage: choiceField(stages),
  expected_amount: moneyField(),
  expected_close_on: dayField(),
  probability: wholePercent(),
  next_step: textField(200),
  next_step_on: dayField(),
  loss_reason: textField(200),
}

/** Fields that an update does not change. */
const details = {
  title: requiredText(200),
  source: textField(100),
  summary: textareaField(5000),
  owner_id: idField(),
  credits: creditsField,
}

/**
 * The form of a new opportunity. Defaults: first stage, its usual probability, the current user as owner with all
 * credit.
 */
export const opportunityForm = z.object({ customer_id: idField(), ...details, ...progress })
export type OpportunityInput = z.output<typeof opportunityForm>

export const aboutForm = z.object({ ...details, version: versionField })
export type AboutInput = z.output<typeof aboutForm>

export const updateForm = z.object({
  ...progress,
  feedback: textareaField(5000),
  note: textareaField(5000),
  version: versionField,
})
export type UpdateInput = z.output<typeof updateForm>

/** An opportunity's details as form values. */
export const aboutFormValues = (opportunity: Opportunity): Record<string, unknown> => ({
  ...fieldTexts(opportunity, ['title', 'source', 'summary', 'owner_id', 'version']),
  credits: creditFormValues(opportunity.credits),
})

/** An opportunity's progress as values of the update form. */
export const updateFormValues = (opportunity: Opportunity): Record<string, string> => ({
  ...fieldTexts(opportunity, ['stage', 'feedback', 'expected_close_on', 'probability', 'next_step', 'next_step_on']),
  ...fieldTexts(opportunity, ['loss_reason', 'version']),
  expected_amount: opportunity.expected_amount === null ? '' : pricePlain(opportunity.expected_amount),
})

const fieldTexts = (opportunity: Opportunity, names: readonly (keyof Opportunity)[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, String(opportunity[name] ?? '')]))
