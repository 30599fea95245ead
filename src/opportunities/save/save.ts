import type { Person } from '../../access/person.ts'
import { validateChosenOwner } from '../../accounts/chosen-owner.ts'
import { sharesOfEditForm, validateShares } from '../../accounts/sales-credit-fields.ts'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { bumpVersion, updateTracked } from '../../history/update-tracked.ts'
import { addNewChoices } from '../../preferences/choices-from-records.ts'
import { sameShares, sharesAfterOwnerChange } from '../../values/credit-shares.ts'
import type { Share } from '../../values/money.ts'
import type { OpportunityDetailsInput } from '../form.ts'
import { getOpportunity, type Opportunity, replaceOpportunityCredits } from '../repository.ts'
import { reindexOpportunity } from '../search-text.ts'
import { notifyNewOpportunityOwner } from './notify-new-owner.ts'

/** Saves an opportunity's details if the form's version is current. Throws ValidationError, VersionConflict. */
export const saveOpportunity = (id: number, input: OpportunityDetailsInput, by: Person): Promise<void> =>
  transaction(async () => {
    const before = await getOpportunity(id)
    const { credits: typedCredits, version: formVersion, ...fields } = input
    const owner_id = await validateChosenOwner(input.owner_id, before.owner_id, by)
    const credits = sharesOfEditForm(typedCredits, before, owner_id)
    await validateShares(credits, before.credits)
    const version = await saveShares({ ...before, version: formVersion }, credits, by)
    const changed = await updateTracked('opportunities', { id, version }, { ...fields, owner_id }, by)
    if (owner_id !== before.owner_id) await notifyNewOpportunityOwner({ ...before, ...fields, owner_id }, by)
    if (changed) await reindexOpportunity(id)
    await addNewChoices(fields, by)
  })

/** Changes the owner; the credit moves too if the old owner had all of it. */
export async function assignOpportunity(id: number, owner_id: number, by: Person): Promise<void> {
  const before = await getOpportunity(id)
  const credits = sharesAfterOwnerChange(before.credits, before.credits, before.owner_id, owner_id)
  const version = await saveShares(before, credits, by)
  await updateTracked('opportunities', { id, version }, { owner_id }, by)
}

/** Replaces the credits and records an event if they differ. Returns the version afterwards. Throws VersionConflict. */
async function saveShares(before: Opportunity, credits: readonly Share[], by: Person): Promise<number> {
  if (sameShares(before.credits, credits)) return before.version
  await bumpVersion('opportunities', before)
  await replaceOpportunityCredits(before.id, credits)
  const version = before.version + 1
  const details = { old: before.credits, new: credits, version }
  await recordEvent('opportunities', before.id, 'credits_changed', { details }, by)
  return version
}
