import type { Person } from '../access/person.ts'
import { recordEvent } from '../history/record-event.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { fingerprint } from '../web/concurrent-edits/fingerprint.ts'
import { orderFormValues } from './form/form.ts'
import { lines as linesField } from './form/lines.ts'
import type { NewLine } from './form/validate-order.ts'
import { linesEverShipped } from './fulfilment/repository.ts'
import type { FactLine } from './ledger/build-sales-facts.ts'
import { type LinePairs, pairLines } from './line-amounts.ts'
import { deleteOrderLinesById, insertLines, type Line, type Order, updateLine } from './repository.ts'

type Figures = Pick<Line, 'product_id' | 'quantity' | 'unit_price' | 'discount'>
type Pairs = LinePairs<Line, NewLine>

/**
 * Replaces an order's lines and returns them; `order` has the old lines and the new version. A confirmed order gets an
 * event for each changed line. Throws ValidationError.
 */
export async function saveLines(order: Order, lines: readonly NewLine[], by: Person): Promise<FactLine[]> {
  const { pairs, gone } = pairLines(order.lines, lines)
  await removeLines(gone)
  const saved: FactLine[] = []
  for (const pair of pairs) saved.push(...(await saveLine(order.id, pair)))
  const since = { version: order.version, fingerprints: { lines: fingerprintOfLines(order) } }
  if (order.status === 'draft') await recordEvent('orders', order.id, 'lines_changed', { details: since }, by)
  else await recordLineEvents(order.id, { pairs, gone }, since, by)
  return saved
}

async function removeLines(gone: readonly Line[]): Promise<void> {
  const shipped = await linesEverShipped(gone.map(({ id }) => id))
  const shippedLine = gone.find(({ id }) => shipped.has(id))
  if (shippedLine) throw new ValidationError('lines', 'orders.line_was_shipped', { model: shippedLine.model })
  await deleteOrderLinesById(gone.map(({ id }) => id))
}

async function saveLine(order_id: number, { old, new: line, position }: Pairs['pairs'][number]): Promise<FactLine[]> {
  const { product, product_id, ...columns } = line
  if (old) await updateLine(old.id, { position, ...columns })
  const ids = old ? [old] : await insertLines([{ order_id, position, product_id, ...columns }])
  return ids.map(({ id }) => ({ id, product_id, category: product.category, ...columns }))
}

async function recordLineEvents(order_id: number, { pairs, gone }: Pairs, since: object, by: Person): Promise<void> {
  for (const { model, ...line } of gone)
    await recordEvent('orders', order_id, 'line_removed', { details: { model, old: figures(line), ...since } }, by)
  for (const { old, new: line } of pairs) {
    if (old && isSame(old, line)) continue
    const details = { model: line.product.model, ...(old && { old: figures(old) }), new: figures(line), ...since }
    await recordEvent('orders', order_id, old ? 'line_changed' : 'line_added', { details }, by)
  }
}

/** The lines as the order's form shows them. */
const fingerprintOfLines = (order: Order): string => fingerprint(linesField.parse(orderFormValues(order).lines))

const figures = ({ quantity, unit_price, discount }: Figures) => ({ quantity, unit_price, discount })

/** Whether the lines are equal, in the same order. */
export const sameLines = (before: readonly Figures[], after: readonly Figures[]): boolean =>
  before.length === after.length && before.every((line, index) => after[index] && isSame(line, after[index]))

const isSame = (one: Figures, other: Figures): boolean =>
  (['product_id', 'quantity', 'unit_price', 'discount'] as const).every((name) => one[name] === other[name])
