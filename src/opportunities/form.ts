import { z } from 'zod'
import { credits, shownCredits } from '../accounts/credits.ts'
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

/** A probability in whole percent, 0 to 100; nothing is null. */
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

/** What an update sets, and a new opportunity starts with. */
const progress = {
  stage: choiceField(stages),
  expected_amount: moneyField(),
  expected_close_on: dayField(),
  probability: wholePercent(),
  next_step: textField(200),
  next_step_on: dayField(),
  loss_reason: textField(200),
}

/** What stays when it moves on: whose it is and what it is about. */
const about = {
  title: requiredText(200),
  source: textField(100),
  summary: textareaField(5000),
  owner_id: idField(),
  credits,
}

/** A new opportunity; what is left out: the first stage, its usual probability, oneself, all credit the owner's. */
export const opportunityForm = z.object({ customer_id: idField(), ...about, ...progress })
export type OpportunityInput = z.output<typeof opportunityForm>

export const aboutForm = z.object({ ...about, version: versionField })
export type AboutInput = z.output<typeof aboutForm>

export const updateForm = z.object({
  ...progress,
  feedback: textareaField(5000),
  note: textareaField(5000),
  version: versionField,
})
export type UpdateInput = z.output<typeof updateForm>

/** What an opportunity is about, as its form shows it. */
export const shownAbout = (opportunity: Opportunity): Record<string, unknown> => ({
  ...said(opportunity, ['title', 'source', 'summary', 'owner_id', 'version']),
  credits: shownCredits(opportunity.credits),
})

/** Where an opportunity stands, as the form of an update shows it. */
export const shownProgress = (opportunity: Opportunity): Record<string, string> => ({
  ...said(opportunity, ['stage', 'feedback', 'expected_close_on', 'probability', 'next_step', 'next_step_on']),
  ...said(opportunity, ['loss_reason', 'version']),
  expected_amount: opportunity.expected_amount === null ? '' : pricePlain(opportunity.expected_amount),
})

const said = (opportunity: Opportunity, names: readonly (keyof Opportunity)[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, String(opportunity[name] ?? '')]))
