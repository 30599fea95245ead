import { fields } from '../fields/definition.ts'
import { day, text, textarea } from '../fields/kinds.ts'

/** The fields of an order besides customer, owner, lines and credits: handbook 2.3. */
export const orderFields = fields('orders', {
  ordered_on: day({
    listed: true,
    ownPlace: true,
    importAs: 'order date|date|下单日期|订单日期|日期',
  }),
  region: text(100, {
    suggested: true,
    ownPlace: true,
    importAs: 'ship region|省份|区域',
    importAsLast: 'ship country|country|国家',
  }),
  due_on: day({
    listed: true,
    ownPlace: true,
    importAs: 'due|due date|required date|到期日|付款期限|应付日期',
  }),
  // A file's contract number is taken as the order's number if it has no other, and its date goes with it.
  contract_number: text(100, { plainText: true, search: 'plain', ownPlace: true, notInFiles: true }),
  signed_on: day({ ownPlace: true, notInFiles: true }),
  notes: textarea(5000, { importAs: 'note|remarks|comment|说明|附注' }),
})
