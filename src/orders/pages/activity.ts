import { asPersonName, asSharesText } from '../../accounts/account-history.ts'
import { asCustomerName } from '../../customers/communications/timeline.ts'
import {
  type ActivityLine,
  type ActivityReader,
  activityOfRecord,
  type FeatureActivity,
  type ShownAs,
} from '../../history/activity.ts'
import type { Line } from '../repository.ts'

/** Formats the old or new figures of a line. */
const asFigures: ShownAs = (kept, { t, quantity, money, percent }) => {
  const { discount, ...line } = kept as Pick<Line, 'quantity' | 'unit_price' | 'discount'>
  const figures = { quantity: quantity(line.quantity), price: money(line.unit_price), discount: percent(discount) }
  return t(discount > 0 ? 'orders.line_formula_discount' : 'orders.line_formula', figures)
}

/** A status change is described as the action, such as confirmed or reopened. */
const orderActivity: FeatureActivity = {
  subject: 'orders',
  empty: 'orders.empty',
  because: 'orders.reason_note',
  fields: {
    owner_id: asPersonName,
    customer_id: asCustomerName,
    credits_changed: asSharesText,
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

/** An order's activity, newest first. The event of the new number is left out: confirmation has its own. */
export const orderActivityOf = async (id: number, reader: ActivityReader): Promise<ActivityLine[]> =>
  (await activityOfRecord(orderActivity, id, 200, reader)).filter(({ field }) => field !== 'number')
