import type { Insertable } from 'kysely'
import { insertAccount } from '../../src/accounts/repository.ts'
import { transaction, writer } from '../../src/database/database.ts'
import type { Row, Tables } from '../../src/database/tables.ts'
import { insertSalesFacts } from '../../src/orders/ledger/repository.ts'
import { periodKey } from '../../src/values/periods.ts'

/** A sales fact in a test. */
export type Fact = Omit<Row<'sales_facts'>, 'id' | 'week' | 'recorded_at' | 'line_id'> & { line_id?: number }

/** A further salesperson, without a password. */
export const addSalesperson = (username: string, name: string): Promise<number> =>
  transaction(() =>
    insertAccount(
      { username, name, role: 'salesperson', locale: null, password_hash: 'none', initial_until: null },
      null,
    ),
  )

const made = { created_at: '2026-01-01T00:00:00.000Z', search_text: '' }

export async function addProduct(
  model: string,
  category: string | null,
  by: number,
  name = `Product ${model}`,
): Promise<number> {
  const row = { model, name, category, unit: null, name_sort: model, created_by: by, ...made }
  return transaction(() => insert('products', row))
}

export async function addCustomer(code: string, owner_id: number, source: string | null = null): Promise<number> {
  const row = {
    code,
    company: `Company ${code}`,
    owner_id,
    source,
    name_sort: '',
    company_sort: code,
    created_by: owner_id,
    ...made,
  }
  return transaction(() => insert('customers', row))
}

/** Inserts orders, by default confirmed, with their facts in one transaction; each fact gets its order's id. */
export async function addOrders(
  orders: {
    owner_id: number
    customer_id: number
    day: string
    facts: Omit<Fact, 'order_id'>[]
    status?: Row<'orders'>['status']
    total?: number
  }[],
) {
  const first = await transaction(async () => {
    let last = 0
    for (const { owner_id, customer_id, day, facts, status = 'confirmed', total = 0 } of orders) {
      const row = {
        customer_id,
        owner_id,
        ordered_on: day,
        status,
        total,
        created_by: owner_id,
        ...made,
      }
      const order_id = await insert('orders', row)
      await addFacts(facts.map((fact) => ({ ...fact, order_id })))
      last = order_id
    }
    return last - orders.length + 1
  })
  return orders.map((_, index) => first + index)
}

/** Inserts facts as the program would store them. */
export const addFacts = (facts: Fact[]): Promise<void> =>
  transaction(async () => {
    const rows = facts.map((fact, index) => ({
      line_id: index + 1,
      ...fact,
      week: periodKey(fact.on_day, 'week'),
      recorded_at: made.created_at,
    }))
    await insertSalesFacts(rows)
  })

async function insert<T extends 'products' | 'customers' | 'orders'>(
  table: T,
  row: Insertable<Tables[T]>,
): Promise<number> {
  const { id } = await writer()
    .insertInto(table as 'products')
    .values(row as Insertable<Tables['products']>)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
