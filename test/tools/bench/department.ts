import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** Row counts and file size of a generated database. */
export interface Department {
  people: number
  customers: number
  opportunities: number
  communications: number
  orders: number
  facts: number
  bytes: number
}

export const departmentIn = (file: string): Department =>
  reading(file, (database) => {
    const counts = database
      .prepare<[], Omit<Department, 'bytes'>>(
        `select (select count(*) from users) as people, (select count(*) from customers) as customers,
          (select count(*) from opportunities) as opportunities, (select count(*) from communications) as communications,
          (select count(*) from orders) as orders, (select count(*) from sales_facts) as facts`,
      )
      .get()
    if (!counts) throw new Error(`${file} says nothing of itself`)
    return { ...counts, bytes: statSync(file).size }
  })

/** Ids of the customers with the most orders, at most `count`. */
export const frequentCustomers = (file: string, count: number): number[] =>
  reading(file, (database) =>
    database
      .prepare<[number], number>(
        'select customer_id from orders group by customer_id order by count(*) desc, customer_id limit ?',
      )
      .pluck()
      .all(count),
  )

function reading<T>(file: string, look: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(file, { readonly: true })
  try {
    return look(database)
  } finally {
    database.close()
  }
}
