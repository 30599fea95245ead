import type { ImportDefinition, ImportField } from '../../imports/definition.ts'
import { importColumns } from '../../imports/importable-fields.ts'
import { orderFields } from '../fields.ts'
import { lineCells } from '../lines-list.ts'
import { orderPlanner } from './plan-orders.ts'
import { importedOrdersWriter } from './write-orders.ts'

/** Headers that files use for what is not a field of the order. */
const synonyms: Record<Exclude<keyof typeof lineCells, keyof typeof orderFields>, string> = {
  number: 'order id|order number|order no|订单号|订单编号|单号',
  customer_code: 'customer id|customer no|客户编号|客户代码',
  customer: 'customer name|company|company name|客户名称|公司|公司名称',
  owner: 'salesperson|sales rep|rep|username|销售|销售人员|业务员',
  status: 'order status|订单状态',
  product_model: 'product|product id|model|sku|型号|产品型号|产品',
  quantity: 'qty|数量',
  unit_price: 'price|单价|价格',
  discount_percent: '折扣率|折扣|折扣 %',
  shipped_on: 'shipped date|ship date|发货日|发货日期',
  paid_on: 'payment date|paid date|付款日期|收款日期|回款日期',
  paid_amount: 'paid|payment|付款金额|收款金额|回款金额',
}

/** A contract's number is taken for the order's if a file has no other. */
const weakNumbers = 'no|编号|合同号|合同编号|contract|contract no|contract number'

/** The columns of the order lines' CSV: one row per line, order fields repeated. */
const orderColumns: ImportField[] = [
  ...(Object.keys(synonyms) as (keyof typeof synonyms)[]).map((name) => ({
    name,
    label: lineCells[name].label,
    synonyms: synonyms[name].split('|'),
    weak: name === 'number' ? weakNumbers.split('|') : [],
  })),
  ...importColumns(orderFields),
]

/** The order import, for existing order history; orders with a known number are always skipped. */
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
  writing: importedOrdersWriter,
}
