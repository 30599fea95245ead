import type { ImportDefinition, ImportField } from '../../imports/definition.ts'
import { orderPlanner } from './plan.ts'
import { orderWriting } from './write.ts'

const list = (names: string): string[] => names.split('|')

/** The columns of orders in a file: a row a line, what belongs to the order repeated. */
const orderColumns: ImportField[] = [
  {
    name: 'number',
    label: 'orders.number',
    synonyms: list('order id|order number|order no|订单号|订单编号|单号'),
    weak: list('no|编号|合同号|合同编号|contract|contract no|contract number'),
  },
  { name: 'customer_code', label: 'orders.customer_code', synonyms: list('customer id|customer no|客户编号|客户代码') },
  {
    name: 'customer',
    label: 'orders.customer_id',
    synonyms: list('customer name|company|company name|客户名称|公司|公司名称'),
  },
  {
    name: 'owner',
    label: 'orders.owner_id',
    synonyms: list('salesperson|sales rep|rep|username|销售|销售人员|业务员'),
  },
  { name: 'ordered_on', label: 'orders.ordered_on', synonyms: list('order date|date|下单日期|订单日期|日期') },
  { name: 'due_on', label: 'orders.due_on', synonyms: list('due|due date|required date|到期日|付款期限|应付日期') },
  {
    name: 'region',
    label: 'orders.region',
    synonyms: list('ship region|省份|区域'),
    weak: list('ship country|country|国家'),
  },
  { name: 'status', label: 'orders.status', synonyms: list('order status|订单状态') },
  {
    name: 'product_model',
    label: 'orders.product_model',
    synonyms: list('product|product id|model|sku|型号|产品型号|产品'),
  },
  { name: 'quantity', label: 'orders.quantity', synonyms: list('qty|数量') },
  { name: 'unit_price', label: 'orders.unit_price', synonyms: list('price|单价|价格') },
  { name: 'discount_percent', label: 'orders.discount_percent', synonyms: list('折扣率') },
  { name: 'shipped_on', label: 'orders.shipped_on', synonyms: list('shipped date|ship date|发货日|发货日期') },
  {
    name: 'paid_on',
    label: 'orders.import_paid_on',
    synonyms: list('payment date|paid date|付款日期|收款日期|回款日期'),
  },
  {
    name: 'paid_amount',
    label: 'orders.import_paid_amount',
    synonyms: list('paid|payment|付款金额|收款金额|回款金额'),
  },
  { name: 'notes', label: 'orders.notes', synonyms: list('note|remarks|comment|说明|附注') },
]

/** Orders with their lines from a file, as a department brings its history; a known number is always skipped. */
export const orderImport: ImportDefinition = {
  kind: 'orders',
  may: 'orders.import',
  title: 'orders.import',
  help: 'orders.import_help',
  button: 'imports.commit_orders',
  home: { path: '/orders', label: 'orders.title_page' },
  fields: orderColumns,
  updates: false,
  planner: orderPlanner,
  writing: orderWriting,
}
