import type { Random } from '../../../src/commands/demo/random.ts'
import { aggregateFillStatement, aggregateTables } from '../../../src/orders/ledger/fact-aggregates-repository.ts'
import { bulk } from './bulk.ts'
import { calendar } from './calendar.ts'
import { writeCustomers } from './customers.ts'
import { writeOpportunities } from './opportunities.ts'
import { writeOrders } from './orders.ts'
import { writePeople, writeTargets } from './people.ts'
import { writeProducts } from './products.ts'

/** How much to generate, and when it ends: `last` is a business date, `now` an instant. */
export interface Size {
  customers: number
  orders: number
  by: Random
  last: string
  now: string
  zone: string
}

/**
 * Fills a migrated, empty database file: per customer two opportunities, three communications and, with ten times as
 * many orders as customers, ten orders. The same seed gives the same data on the same day.
 */
export function generate(file: string, { customers, orders, by, last, now, zone }: Size, told: (what: string) => void) {
  const world = { by, calendar: calendar(last, now, by), zone }
  const filled = bulk(file)
  const people = writePeople(filled, world, customers)
  writeTargets(filled, world, people)
  const products = writeProducts(filled, world, people.managers[0] ?? 1)
  const generatedCustomers = writeCustomers(filled, world, people, customers)
  told('customers and talks')
  writeOpportunities(filled, world, generatedCustomers, 2 * customers)
  told('opportunities')
  writeOrders(filled, world, { customers: generatedCustomers, products, salespeople: people.salespeople }, orders)
  told('orders')
  for (const table of Object.values(aggregateTables)) filled.run(aggregateFillStatement(table))
  told('sums')
  filled.finish()
  told('indexes')
}
