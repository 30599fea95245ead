import type { Share } from '../values/money.ts'
import { type FormState, formValueAt } from '../web/form-state.ts'
import { activePeople, findAccount } from './repository.ts'

/** A person offered in the credit fields; `near`: has a share already or is likely to get one. */
export interface CreditPerson {
  id: number
  name: string
  near: boolean
}

/**
 * People offered for sales credit: all active ones, and former ones who have a share. First the owner and those with a
 * saved or typed share.
 */
export async function creditPeople(
  form: FormState,
  owner_id: number,
  credits: readonly Share[],
): Promise<CreditPerson[]> {
  const everybody = await activePeople()
  const nearIds = new Set([owner_id, ...credits.map(({ id }) => id)])
  const typedCredits = form.values.credits
  // A request may name very many ids: look up existing people only.
  if (typedCredits !== null && typeof typedCredits === 'object')
    for (const { id } of everybody) if (formValueAt(form, `credits[${id}]`)) nearIds.add(id)
  const active = everybody.map(({ id, name }) => ({ id, name, near: nearIds.has(id) }))
  const formerIds = [...nearIds].filter((id) => Number.isSafeInteger(id) && !active.some((one) => one.id === id))
  const formerPeople = await Promise.all(
    formerIds.map(async (id) => ({ id, name: (await findAccount(id))?.name, near: true })),
  )
  const named = formerPeople.flatMap(({ id, name, near }) => (name === undefined ? [] : [{ id, name, near }]))
  return [...active, ...named].toSorted((a, b) => Number(b.near) - Number(a.near))
}
