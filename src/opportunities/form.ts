import { z } from 'zod'
import { creditFormValues, creditsField } from '../accounts/credits.ts'
import { fieldSchemas } from '../fields/definition.ts'
import { fieldFormValues } from '../fields/texts.ts'
import { idField, textareaField, versionField } from '../web/forms.ts'
import { detailFields, feedbackField, progressFields } from './fields.ts'
import type { Opportunity } from './repository.ts'

const progress = fieldSchemas(progressFields)
const details = { ...fieldSchemas(detailFields), owner_id: idField(), credits: creditsField }

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
  ...fieldSchemas(feedbackField),
  note: textareaField(5000),
  version: versionField,
})
export type UpdateInput = z.output<typeof updateForm>

/** An opportunity's details as form values. */
export const aboutFormValues = (opportunity: Opportunity): Record<string, unknown> => ({
  ...fieldFormValues(detailFields, opportunity),
  owner_id: String(opportunity.owner_id),
  credits: creditFormValues(opportunity.credits),
})

/** An opportunity's progress as values of the update form. */
export const updateFormValues = (opportunity: Opportunity): Record<string, string> =>
  fieldFormValues({ ...progressFields, ...feedbackField }, opportunity)
