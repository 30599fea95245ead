import type { Person } from '../access/person.ts'
import { validateChosenOwner } from '../accounts/chosen-owner.ts'
import { sharesOfEditForm, validateShares } from '../accounts/sales-credit-fields.ts'
import { customerDisplayName } from '../customers/repository.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { bumpVersion, updateTracked } from '../history/update-tracked.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { today } from '../i18n/format.ts'
import { notify } from '../notifications/repository.ts'
import { sameShares } from '../values/credit-shares.ts'
import type { Share } from '../values/money.ts'
import type { orderFields } from './fields.ts'
import type { OrderInput } from './form/form.ts'
import {
  type NewLine,
  productIdsOf,
  validateOrderCustomer,
  validateOrderDays,
  validateOrderLines,
} from './form/validate-order.ts'
import { fulfilmentState } from './fulfilment/fulfilment-state.ts'
import { activePayments } from './fulfilment/repository.ts'
import type { FactLine } from './ledger/build-sales-facts.ts'
import { syncCollections, syncSalesFacts } from './ledger/sync-sales-facts.ts'
import { pairLines, totalsOfOrderLines } from './line-amounts.ts'
import { getOrder, type Order, replaceCredits } from './repository.ts'
import { sameLines, saveLines } from './save-lines.ts'
import { reindexOrder } from './search-text.ts'

/**
 * Saves an order if the form's version is current. A confirmed order's lines can change until its first shipment or
 * payment; each change is in the history and the sales facts. Throws ValidationError, ValidationErrors,
 * VersionConflict.
 */
export const saveOrder = (id: number, input: OrderInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await getOrder(id)
    if (order.status === 'cancelled') throw new ValidationError('status', 'orders.is_cancelled')
    const wanted = await resolveChanges(order, input, by)
    const payments = order.status === 'draft' ? [] : await activePayments(id)
    const hasShipmentOrPayment = payments.length > 0 || order.lines.some(({ shipped }) => shipped > 0)
    if (order.status !== 'draft' && hasShipmentOrPayment) refuseTooLate(order, wanted, by)
    const saved = await writeChanges(order, wanted, input.version, by)
    if (order.status === 'draft') return
    await syncSalesFacts(saved)
    if (payments.length > 0) await syncCollections(saved, payments)
  })

interface OrderChanges {
  heads: Pick<Order, 'customer_id' | 'owner_id' | keyof typeof orderFields>
  customer: Order['customer']
  lines: NewLine[]
  credits: Share[]
}

async function resolveChanges(order: Order, input: OrderInput, by: Person): Promise<OrderChanges> {
  const {
    customer_id: _,
    owner_id: _owner,
    opportunity_id: _won,
    credits: _shares,
    lines: _lines,
    another_order: _another,
    version,
    ...fields
  } = input
  refuseAnotherOpportunity(order, input)
  const other = input.customer_id === order.customer_id ? null : await validateOrderCustomer(input.customer_id, by)
  const owner_id = await validateChosenOwner(input.owner_id, order.owner_id, by)
  const draft = order.status === 'draft'
  const credits = sharesOfEditForm(input.credits, order, draft ? owner_id : order.owner_id)
  await validateShares(credits, order.credits)
  const lines = await validateOrderLines(input.lines ?? [], productIdsOf(order))
  const customer_id = other?.id ?? order.customer_id
  const ordered_on = input.ordered_on ?? (draft ? today() : order.ordered_on)
  const heads = { ...fields, customer_id, owner_id, ordered_on }
  validateOrderDays(heads, order)
  return { heads, customer: other ?? order.customer, lines, credits }
}

/** An order keeps its opportunity, and that opportunity's customer. Throws ValidationError. */
function refuseAnotherOpportunity(order: Order, { opportunity_id, customer_id }: OrderInput): void {
  if (opportunity_id !== null && opportunity_id !== order.opportunity_id)
    throw new ValidationError('opportunity_id', 'errors.choice')
  if (order.opportunity_id !== null && customer_id !== order.customer_id)
    throw new ValidationError('customer_id', 'orders.another_customer')
}

/**
 * After the first shipment or payment, fields that figures depend on are fixed; only a manager may change credits.
 * Throws ValidationError.
 */
function refuseTooLate(order: Order, { heads, lines, credits }: OrderChanges, by: Person): void {
  for (const field of ['customer_id', 'ordered_on', 'region'] as const)
    if (heads[field] !== order[field]) throw new ValidationError(field, 'orders.too_late')
  if (!sameLines(order.lines, lines)) throw new ValidationError('lines', 'orders.too_late')
  if (by.role !== 'manager' && !sameShares(order.credits, credits))
    throw new ValidationError('credits', 'orders.too_late')
}

/** The saved order, with the line fields that facts need. */
type Saved = Omit<Order, 'lines'> & { lines: FactLine[] }

/** Writes the differences if the form's version is current. Returns the saved order. Throws VersionConflict. */
async function writeChanges(order: Order, wanted: OrderChanges, formVersion: number, by: Person): Promise<Saved> {
  const { id } = order
  const { heads, lines, credits } = wanted
  const linesDiffer = !sameLines(order.lines, lines)
  const creditsDiffer = !sameShares(order.credits, credits)
  const columns = { ...heads, ...figuresAfter(order, lines) }
  const columnsDiffer = Object.entries(columns).some(([name, value]) => value !== order[name as keyof Order])
  if (!columnsDiffer && (linesDiffer || creditsDiffer)) await bumpVersion('orders', { id, version: formVersion })
  else await updateTracked('orders', { id, version: formVersion }, columns, by)
  const version = formVersion + 1
  const savedLines = linesDiffer ? await saveLines({ ...order, version }, lines, by) : order.lines
  const saved: Saved = { ...order, ...heads, customer: wanted.customer, lines: savedLines }
  if (heads.owner_id !== order.owner_id) await notifyNewOwner(saved, by)
  if (creditsDiffer) {
    saved.credits = await replaceCredits(id, credits)
    const details = { old: order.credits, new: credits, version }
    await recordEvent('orders', id, 'credits_changed', { details }, by)
  }
  await reindexOrder(saved)
  return saved
}

/** Total and settlement that follow from the new lines. */
function figuresAfter(order: Order, lines: readonly NewLine[]) {
  const { total } = totalsOfOrderLines(lines)
  const { pairs } = pairLines(order.lines, lines)
  const shippedLines = pairs.map(({ old, new: { quantity } }) => ({ quantity, shipped: old?.shipped ?? 0 }))
  return { total, ...fulfilmentState({ ...order, total, lines: shippedLines }) }
}

/** Notifies the new owner. */
async function notifyNewOwner({ id, number, owner_id, ...order }: Saved, by: Person): Promise<void> {
  const customer = customerDisplayName(order.customer)
  if (number === null) await notify(owner_id, 'draft_given', { customer }, `/orders/${id}`, by)
  else await notify(owner_id, 'order_given', { number, customer }, `/orders/${id}`, by)
}
