import type { Person } from '../../access/person.ts'
import { refuseWrongShares } from '../../accounts/credits.ts'
import { ownerFor } from '../../accounts/owner.ts'
import { customerChosen } from '../../customers/chosen.ts'
import { transaction } from '../../database/database.ts'
import { note } from '../../history/note.ts'
import { today } from '../../i18n/format.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { bringChoices } from '../../preferences/bring-choices.ts'
import { neglectDays } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { sharesOf } from '../../values/shares.ts'
import { neglectedFrom } from '../due/neglect.ts'
import type { OpportunityInput } from '../form.ts'
import { insertOpportunity, replaceCredits } from '../repository.ts'
import { reindexOpportunity } from '../searchable.ts'
import { isOpen, unsaid } from '../stages.ts'
import { tellOwner } from './tell-owner.ts'

/** Adds an opportunity on any customer and returns its id. Throws Refusal. */
export const createOpportunity = (input: OpportunityInput, by: Person): Promise<number> =>
  transaction(async () => {
    const { credits: saidShares, ...fields } = input
    const state = await stateFrom(input)
    const customer = await customerChosen(input.customer_id)
    const owner_id = await ownerFor(input.owner_id, by.id, by)
    const credits = sharesOf(saidShares, owner_id)
    await refuseWrongShares(credits, [])
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
    await replaceCredits(id, credits)
    await note('opportunities', id, 'created', {}, by)
    await reindexOpportunity(id)
    await tellOwner({ ...fields, id, owner_id, customer }, by)
    await bringChoices(input, by)
    return id
  })

/** Where a new opportunity stands. Throws Refusal. */
async function stateFrom({ probability, loss_reason, expected_close_on, ...input }: OpportunityInput) {
  const stage = input.stage ?? 'prospecting'
  if (stage === 'superseded') throw new Refusal('stage', 'errors.choice')
  if (unsaid(stage, stage, { loss_reason, note: null })) throw new Refusal('loss_reason', 'errors.required')
  const touched_on = today()
  return {
    stage,
    touched_on,
    probability: isOpen(stage) ? probability : null,
    loss_reason: stage === 'lost' ? loss_reason : null,
    closed_on: isOpen(stage) ? null : touched_on,
    neglected_on: neglectedFrom({ stage, touched_on, expected_close_on }, await neglectDays()),
  }
}
