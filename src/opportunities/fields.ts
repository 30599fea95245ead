import { z } from 'zod'
import { type Field, fields } from '../fields/definition.ts'
import { amount, choice, day, requiredField, text, textarea } from '../fields/kinds.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { stages } from './stages.ts'

/** A probability in whole percent, 0 to 100. */
const probability: Field<number | null> = {
  kind: 'percent',
  input: 'text',
  inputmode: 'numeric',
  schema: z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null
      const percent = /^\d{1,3}\s*%?$/.test(typed) ? Number.parseInt(typed, 10) : 101
      if (percent <= 100) return percent
      context.addIssue({ code: 'custom', message: 'opportunities.whole_percent' satisfies MessageKey })
      return z.NEVER
    }),
  formLabel: 'opportunities.probability_percent',
  listed: true,
  ownPlace: true,
}

/** Fields that an update changes and a new opportunity starts with. */
export const progressFields = fields('opportunities', {
  stage: choice(stages, (stage) => ({ key: `opportunities.stage_${stage}` }), { listed: true, ownPlace: true }),
  expected_amount: amount({ formLabel: 'opportunities.expected_amount_in', listed: true, ownPlace: true }),
  expected_close_on: day({ listed: true, ownPlace: true }),
  probability,
  next_step: text(200, { listed: true, ownPlace: true }),
  next_step_on: day({ ownPlace: true }),
  loss_reason: text(200, { suggested: true }),
})

/** The customer's feedback, which an update replaces. */
export const feedbackField = fields('opportunities', { feedback: textarea(5000, { rows: 2 }) })

/** Fields that an update does not change; the edit form has them. */
export const detailFields = fields('opportunities', {
  title: requiredField(text(200, { wide: true, listed: true, search: 'text', ownPlace: true })),
  source: text(100, { suggested: true }),
  summary: textarea(5000, { rows: 5 }),
})

/** All fields of an opportunity besides customer, owner and credits: handbook 2.2. */
export const opportunityFields = { ...progressFields, ...feedbackField, ...detailFields }
