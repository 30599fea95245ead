import type { Person } from '../../access/person.ts'
import { ownerOfNewRecord } from '../../accounts/chosen-owner.ts'
import { sharesOfForm, validateShares } from '../../accounts/sales-credit-fields.ts'
import { requireCustomer } from '../../customers/validate-chosen-customer.ts'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { addNewChoices } from '../../preferences/choices-from-records.ts'
import { staleAfterDays } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { sharesOrOwnerDefault } from '../../values/credit-shares.ts'
import { opportunityStaleDate } from '../due/stale-date.ts'
import type { OpportunityInput } from '../form.ts'
import { insertOpportunity, replaceOpportunityCredits } from '../repository.ts'
import { reindexOpportunity } from '../search-text.ts'
import { isOpenStage, missingStageChangeField } from '../stages.ts'
import { notifyNewOpportunityOwner } from './notify-new-owner.ts'

/** Adds an opportunity on any customer and returns its id. Throws ValidationError. */
export const createOpportunity = (input: OpportunityInput, by: Person): Promise<number> =>
  transaction(async () => {
    const { credits: typedCredits, ...fields } = input
    const state = await stateFrom(input)
    const customer = await requireCustomer(input.customer_id)
    const owner_id = await ownerOfNewRecord(input.owner_id, customer, by)
    const initialCredits = sharesOrOwnerDefault(null, owner_id)
    const credits = typedCredits ? sharesOfForm(typedCredits, owner_id, initialCredits) : initialCredits
    await validateShares(credits, [])
    const id = await insertOpportunity({
      ...fields,
      ...state,
      customer_id: customer.id,
      owner_id,
      counted_owner_id: state.closed_on === null ? null : owner_id,
      created_at: timestamp(),
      created_by: by.id,
      title_sort: '',
      search_text: '',
    })
    await replaceOpportunityCredits(id, credits)
    await recordEvent('opportunities', id, 'created', {}, by)
    await reindexOpportunity(id)
    await notifyNewOpportunityOwner({ ...fields, id, owner_id, customer }, by)
    await addNewChoices(input, by)
    return id
  })

/** Stage and the columns that depend on it. Throws ValidationError. */
async function stateFrom({ probability, loss_reason, expected_close_on, ...input }: OpportunityInput) {
  const stage = input.stage ?? 'prospecting'
  if (stage === 'superseded') throw new ValidationError('stage', 'errors.choice')
  if (missingStageChangeField(stage, stage, { loss_reason, note: null }))
    throw new ValidationError('loss_reason', 'errors.required')
  const last_update_on = today()
  return {
    stage,
    last_update_on,
    probability: isOpenStage(stage) ? probability : null,
    loss_reason: stage === 'lost' ? loss_reason : null,
    closed_on: isOpenStage(stage) ? null : last_update_on,
    stale_on: opportunityStaleDate({ stage, last_update_on, expected_close_on }, await staleAfterDays()),
  }
}
