import type { Person } from '../../access/person.ts'
import { refuseWrongShares } from '../../accounts/credits.ts'
import { ownerFor } from '../../accounts/owner.ts'
import { transaction } from '../../database/database.ts'
import { change, renew } from '../../history/change.ts'
import { note } from '../../history/note.ts'
import { bringChoices } from '../../preferences/bring-choices.ts'
import type { Share } from '../../values/money.ts'
import { sameShares, sharesAfter } from '../../values/shares.ts'
import type { AboutInput } from '../form.ts'
import { type Opportunity, opportunityAsItStands, replaceCredits } from '../repository.ts'
import { reindexOpportunity } from '../searchable.ts'
import { tellOwner } from './tell-owner.ts'

/** Saves what an opportunity is about over the version that the form was shown. Throws Refusal, Stale. */
export const saveOpportunity = (id: number, input: AboutInput, by: Person): Promise<void> =>
  transaction(async () => {
    const before = await opportunityAsItStands(id)
    const { credits: said, version: shown, ...fields } = input
    const owner_id = await ownerFor(input.owner_id, before.owner_id, by)
    const credits = sharesAfter(before.credits, said ?? before.credits, before.owner_id, owner_id)
    await refuseWrongShares(credits, before.credits)
    const version = await saveShares({ ...before, version: shown }, credits, by)
    await change('opportunities', { id, version }, { ...fields, owner_id }, by)
    if (owner_id !== before.owner_id) await tellOwner({ ...before, ...fields, owner_id }, by)
    if (fields.title !== before.title) await reindexOpportunity(id)
    await bringChoices(fields, by)
  })

/** Gives an opportunity to somebody else, and with it the credit where all of it was the owner's. */
export async function giveTo(id: number, owner_id: number, by: Person): Promise<void> {
  const before = await opportunityAsItStands(id)
  const credits = sharesAfter(before.credits, before.credits, before.owner_id, owner_id)
  const version = await saveShares(before, credits, by)
  await change('opportunities', { id, version }, { owner_id }, by)
}

/** Puts shares in place of those before, with a line in the history where they differ; returns the version then. Throws Stale. */
async function saveShares(before: Opportunity, credits: readonly Share[], by: Person): Promise<number> {
  if (sameShares(before.credits, credits)) return before.version
  await renew('opportunities', before)
  await replaceCredits(before.id, credits)
  await note('opportunities', before.id, 'credits_changed', { facts: { old: before.credits, new: credits } }, by)
  return before.version + 1
}
