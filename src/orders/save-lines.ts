import type { Person } from '../access/person.ts'
import { note } from '../history/note.ts'
import { Refusal } from '../i18n/refusal.ts'
import type { NewLine } from './form/resolve.ts'
import { lineWasShipped } from './fulfilment/shipments-repository.ts'
import { pairLines } from './lines.ts'
import { deleteLine, insertLines, type Line, type Order, updateLine } from './repository.ts'

type Figures = Pick<Line, 'product_id' | 'quantity' | 'unit_price' | 'discount'>

const same = (one: Figures, other: Figures): boolean =>
  one.product_id === other.product_id &&
  one.quantity === other.quantity &&
  one.unit_price === other.unit_price &&
  one.discount === other.discount

/** Whether lines are the same, in the same order. */
export const sameLines = (before: readonly Figures[], after: readonly Figures[]): boolean =>
  before.length === after.length && before.every((line, index) => after[index] && same(line, after[index]))

/** Puts these lines in place of an order's; those of a confirmed order with a line each in its history. Throws Refusal. */
export async function saveLines(order: Order, lines: readonly NewLine[], by: Person): Promise<void> {
  const { pairs, gone } = pairLines(order.lines, lines)
  const told = order.status !== 'draft'
  for (const line of gone) {
    if (await lineWasShipped(line.id)) throw new Refusal('lines', 'orders.line_was_shipped', { model: line.model })
    await deleteLine(line.id)
    if (told) await note('orders', order.id, 'line_removed', { facts: { model: line.model, old: figures(line) } }, by)
  }
  for (const { old, new: line, position } of pairs) {
    const { product, product_id, ...columns } = line
    if (old) await updateLine(old.id, { position, ...columns })
    else await insertLines([{ order_id: order.id, position, product_id, ...columns }])
    const facts = { model: product.model, ...(old && { old: figures(old) }), new: figures(line) }
    if (told && !(old && same(old, line)))
      await note('orders', order.id, old ? 'line_changed' : 'line_added', { facts }, by)
  }
  if (!told) await note('orders', order.id, 'lines_changed', {}, by)
}

const figures = ({ quantity, unit_price, discount }: Figures) => ({ quantity, unit_price, discount })
