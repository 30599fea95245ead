import type { Person } from '../access/person.ts'
import { refuseWrongShares } from '../accounts/credits.ts'
import { ownerFor } from '../accounts/owner.ts'
import { transaction } from '../database/database.ts'
import { change, renew } from '../history/change.ts'
import { note } from '../history/note.ts'
import { today } from '../i18n/format.ts'
import { Refusal } from '../i18n/refusal.ts'
import type { Share } from '../values/money.ts'
import { sameShares, sharesAfter } from '../values/shares.ts'
import type { OrderInput } from './form/form.ts'
import { customerFor, linesFor, type NewLine } from './form/resolve.ts'
import { paidOn } from './fulfilment/payments-repository.ts'
import { resettle } from './fulfilment/settle.ts'
import { recollect, restate } from './ledger/restate.ts'
import { totalsOf } from './lines.ts'
import { type Order, orderAsItStands, replaceCredits } from './repository.ts'
import { sameLines, saveLines } from './save-lines.ts'
import { reindexOrder } from './searchable.ts'
import { tellOwner } from './tell-owner.ts'

/**
 * Saves an order over the version that the form was shown: a draft altogether, a confirmed one's lines until its first
 * shipment or payment, every change in its history and facts. Throws Refusal, Refusals, Stale.
 */
export const saveOrder = (id: number, input: OrderInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(id)
    if (order.status === 'cancelled') throw new Refusal('status', 'orders.is_cancelled')
    const wanted = await wish(order, input, by)
    await refuseTooLate(order, wanted, by)
    const { lines, credits, ...heads } = wanted
    const linesDiffer = !sameLines(order.lines, lines)
    const creditsDiffer = !sameShares(order.credits, credits)
    let version = input.version
    if (linesDiffer || creditsDiffer) await renew('orders', { id, version: version++ })
    await change('orders', { id, version }, { ...heads, total: totalsOf(lines).total }, by)
    if (linesDiffer) await saveLines(order, lines, by)
    if (heads.owner_id !== order.owner_id) await tellOwner({ ...order, ...heads }, by)
    if (creditsDiffer) {
      await replaceCredits(id, credits)
      await note('orders', id, 'credits_changed', { facts: { old: order.credits, new: credits } }, by)
    }
    if (heads.customer_id !== order.customer_id || heads.contract_number !== order.contract_number)
      await reindexOrder(id)
    if (order.status === 'draft') return
    await restate(id)
    await recollect(id)
    await resettle(id, by)
  })

interface Wish extends Pick<Order, 'customer_id' | 'owner_id' | 'ordered_on' | 'due_on' | 'region'> {
  contract_number: string | null
  signed_on: string | null
  notes: string | null
  lines: NewLine[]
  credits: Share[]
}

async function wish(order: Order, input: OrderInput, by: Person): Promise<Wish> {
  const { due_on, region, contract_number, signed_on, notes } = input
  if (input.opportunity_id !== null && input.opportunity_id !== order.opportunity_id)
    throw new Refusal('opportunity_id', 'errors.choice')
  if (order.opportunity_id !== null && input.customer_id !== order.customer_id)
    throw new Refusal('customer_id', 'orders.another_customer')
  const customer_id =
    input.customer_id === order.customer_id ? order.customer_id : (await customerFor(input.customer_id, by)).id
  const owner_id = await ownerFor(input.owner_id, order.owner_id, by)
  const said = input.credits ?? order.credits
  const draft = order.status === 'draft'
  const credits = draft ? sharesAfter(order.credits, said, order.owner_id, owner_id) : said
  await refuseWrongShares(credits, order.credits)
  const kept = new Set(order.lines.map(({ product_id }) => product_id))
  const lines = await linesFor(input.lines ?? [], kept)
  if (lines.length === 0) throw new Refusal('lines', 'orders.no_lines')
  const ordered_on = input.ordered_on ?? (draft ? today() : order.ordered_on)
  return { customer_id, owner_id, ordered_on, due_on, region, contract_number, signed_on, notes, lines, credits }
}

/** What a confirmed order's figures rest on is settled with its first shipment or payment; shares and owner are then the manager's. */
async function refuseTooLate(order: Order, wanted: Wish, by: Person): Promise<void> {
  if (order.status === 'draft') return
  const started = order.lines.some(({ shipped }) => shipped > 0) || (await paidOn(order.id)).records > 0
  if (!started) return
  for (const field of ['customer_id', 'ordered_on', 'region'] as const)
    if (wanted[field] !== order[field]) throw new Refusal(field, 'orders.too_late')
  if (!sameLines(order.lines, wanted.lines)) throw new Refusal('lines', 'orders.too_late')
  if (by.role !== 'manager' && !sameShares(order.credits, wanted.credits))
    throw new Refusal('credits', 'orders.too_late')
}
