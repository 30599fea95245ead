import { z } from 'zod'
import { creditFormValues, creditsSchema } from '../accounts/sales-credit-fields.ts'
import { fieldSchemas } from '../fields/definition.ts'
import { fieldFormValues } from '../fields/format-values.ts'
import { idSchema, textareaSchema, versionSchema } from '../web/field-schemas.ts'
import { detailFields, feedbackField, progressFields } from './fields.ts'
import type { Opportunity } from './repository.ts'

const progress = fieldSchemas(progressFields)
const details = { ...fieldSchemas(detailFields), owner_id: idSchema(), credits: creditsSchema }

/**
 * The form of a new opportunity. Defaults: first stage, its usual probability, the current user as owner with all
 * credit.
 */
export const opportunityForm = z.object({ customer_id: idSchema(), ...details, ...progress })
export type OpportunityInput = z.output<typeof opportunityForm>

export const opportunityDetailsForm = z.object({ ...details, version: versionSchema })
export type OpportunityDetailsInput = z.output<typeof opportunityDetailsForm>

export const opportunityUpdateForm = z.object({
  ...progress,
  ...fieldSchemas(feedbackField),
  note: textareaSchema(5000),
  version: versionSchema,
})
export type OpportunityUpdateInput = z.output<typeof opportunityUpdateForm>

/** An opportunity's details as form values. */
export const opportunityDetailsFormValues = (opportunity: Opportunity): Record<string, unknown> => ({
  ...fieldFormValues(detailFields, opportunity),
  owner_id: String(opportunity.owner_id),
  credits: creditFormValues(opportunity.credits),
})

/** An opportunity's progress as values of the update form. */
export const opportunityUpdateFormValues = (opportunity: Opportunity): Record<string, string> =>
  fieldFormValues({ ...progressFields, ...feedbackField }, opportunity)
