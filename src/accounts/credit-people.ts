import type { Share } from '../values/money.ts'
import { type FormState, valueAt } from '../web/form-state.ts'
import { activePeople, findAccount } from './repository.ts'

/** Somebody who may be given credit; near are those who have some or are likely to. */
export interface CreditPerson {
  id: number
  name: string
  near: boolean
}

/** Who may be given credit: everybody who works here; those near (the owner, who has some, who is typed some) stand first. */
export async function creditPeople(
  form: FormState,
  owner_id: number,
  credits: readonly Share[],
): Promise<CreditPerson[]> {
  const everybody = await activePeople()
  const near = new Set([owner_id, ...credits.map(({ id }) => id)])
  const said = form.typed.credits
  // What was typed may name anything, a hundred thousand times: only people who are there are asked for.
  if (said !== null && typeof said === 'object')
    for (const { id } of everybody) if (valueAt(form, `credits[${id}]`)) near.add(id)
  const known = everybody.map(({ id, name }) => ({ id, name, near: near.has(id) }))
  const gone = [...near].filter((id) => Number.isSafeInteger(id) && !known.some((one) => one.id === id))
  const former = await Promise.all(gone.map(async (id) => ({ id, name: (await findAccount(id))?.name, near: true })))
  const named = former.flatMap(({ id, name, near }) => (name === undefined ? [] : [{ id, name, near }]))
  return [...known, ...named].toSorted((a, b) => Number(b.near) - Number(a.near))
}
