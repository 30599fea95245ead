import type { Person } from '../../access/person.ts'
import { validateShares } from '../../accounts/credits.ts'
import { resolveOwner } from '../../accounts/owner.ts'
import { requireCustomer } from '../../customers/require-customer.ts'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/errors.ts'
import { today } from '../../i18n/format.ts'
import { addNewChoices } from '../../preferences/add-new-choices.ts'
import { staleAfterDays } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { sharesOf } from '../../values/shares.ts'
import { reindexOpportunity } from '../derived-columns.ts'
import { staleFrom } from '../due/stale.ts'
import type { OpportunityInput } from '../form.ts'
import { insertOpportunity, replaceOpportunityCredits } from '../repository.ts'
import { isOpen, missingReason } from '../stages.ts'
import { notifyOwner } from './notify-owner.ts'

/** Adds an opportunity on any customer and returns its id. Throws ValidationError. */
export const createOpportunity = (input: OpportunityInput, by: Person): Promise<number> =>
  transaction(async () => {
    const { credits: typedCredits, ...fields } = input
    const state = await stateFrom(input)
    const customer = await requireCustomer(input.customer_id)
    const owner_id = await resolveOwner(input.owner_id, by.id, by)
    const credits = sharesOf(typedCredits, owner_id)
    await validateShares(credits, [])
    const id = await insertOpportunity({
      ...fields,
      ...state,
      customer_id: customer.id,
      owner_id,
      created_at: timestamp(),
      created_by: by.id,
      title_sort: '',
      search_text: '',
    })
    await replaceOpportunityCredits(id, credits)
    await recordEvent('opportunities', id, 'created', {}, by)
    await reindexOpportunity(id)
    await notifyOwner({ ...fields, id, owner_id, customer }, by)
    await addNewChoices(input, by)
    return id
  })

/** Stage and the columns that depend on it. Throws ValidationError. */
async function stateFrom({ probability, loss_reason, expected_close_on, ...input }: OpportunityInput) {
  const stage = input.stage ?? 'prospecting'
  if (stage === 'superseded') throw new ValidationError('stage', 'errors.choice')
  if (missingReason(stage, stage, { loss_reason, note: null }))
    throw new ValidationError('loss_reason', 'errors.required')
  const last_update_on = today()
  return {
    stage,
    last_update_on,
    probability: isOpen(stage) ? probability : null,
    loss_reason: stage === 'lost' ? loss_reason : null,
    closed_on: isOpen(stage) ? null : last_update_on,
    stale_on: staleFrom({ stage, last_update_on, expected_close_on }, await staleAfterDays()),
  }
}
