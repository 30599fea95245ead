import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parseDecimal } from '../../src/values/decimal.ts'
import { lineAmount } from '../../src/values/money.ts'
import { addCustomer, addOrders, addProduct, addSalesperson } from './report-fixtures.ts'

const rowsOf = (name: string): Record<string, string>[] =>
  parse(readFileSync(`test/data/northwind/${name}.csv`, 'utf8'), { columns: true, bom: true })

/** Inserts Northwind's orders as sales facts, each line credited entirely to its owner. */
export async function loadNorthwind(by: number): Promise<void> {
  const lines = rowsOf('orders-import')
  const ids = async (column: string, make: (value: string) => Promise<number>) => {
    const known = new Map<string, number>()
    for (const value of new Set(lines.map((line) => line[column] ?? ''))) known.set(value, await make(value))
    return (line: Record<string, string>) => known.get(line[column] ?? '') ?? 0
  }
  const categories = new Map(rowsOf('products-import').map(({ model, category }) => [model, category ?? null]))
  const owner = await ids('owner', (username) => addSalesperson(username, username))
  const customer = await ids('customer_code', (code) => addCustomer(code, by))
  const product = await ids('product_model', (model) => addProduct(model, categories.get(model) ?? null, by))
  const orders = new Map<string, Record<string, string>[]>()
  for (const line of lines) orders.set(line.number ?? '', [...(orders.get(line.number ?? '') ?? []), line])
  await addOrders(
    [...orders.values()].map((of) => {
      const [first = {}] = of
      const facts = of.map((line) => {
        const quantity = parseDecimal(line.quantity ?? '', 3) ?? 0
        const price = parseDecimal(line.unit_price ?? '', 2) ?? 0
        return {
          kind: 'sale' as const,
          on_day: line.ordered_on ?? '',
          customer_id: customer(line),
          owner_id: owner(line),
          user_id: owner(line),
          region: line.region ?? null,
          product_id: product(line),
          category: categories.get(line.product_model) ?? null,
          source: null,
          quantity,
          amount: lineAmount(quantity, price, parseDecimal(line.discount_percent ?? '', 2) ?? 0),
          order_sign: 1 as const,
        }
      })
      return { owner_id: owner(first), customer_id: customer(first), day: first.ordered_on ?? '', facts }
    }),
  )
}
