import { asPerson, asShares } from '../../accounts/activity.ts'
import { asCustomer } from '../../customers/communications/timeline.ts'
import {
  type ActivityLine,
  type ActivityReader,
  activityOf,
  type FeatureActivity,
  type ShownAs,
} from '../../history/activity.ts'
import type { Line } from '../repository.ts'

/** What a line was or became. */
const asFigures: ShownAs = (kept, { t, quantity, money, percent }) => {
  const { discount, ...line } = kept as Pick<Line, 'quantity' | 'unit_price' | 'discount'>
  const figures = { quantity: quantity(line.quantity), price: money(line.unit_price), discount: percent(discount) }
  return t(discount > 0 ? 'orders.line_formula_discount' : 'orders.line_formula', figures)
}

/** A change of the status is told as what was done. */
const orderActivity: FeatureActivity = {
  subject: 'orders',
  empty: 'orders.empty',
  because: 'orders.reason_note',
  fields: {
    owner_id: asPerson,
    customer_id: asCustomer,
    credits_changed: asShares,
    line_added: asFigures,
    line_removed: asFigures,
    line_changed: asFigures,
  },
  sentence: ({ what, field, old, new: now }) =>
    `orders.activity_${field === 'status' ? (old === 'completed' ? 'reopened' : now) : what}`,
  values: ({ model, amount }, { money }) => ({
    model: String(model),
    amount: typeof amount === 'number' ? money(amount) : '',
  }),
}

/** What happened to an order, newest first; its number comes with the confirmation, which has a line of its own. */
export const orderActivityOf = async (id: number, reader: ActivityReader): Promise<ActivityLine[]> =>
  (await activityOf(orderActivity, id, 200, reader)).filter(({ field }) => field !== 'number')
