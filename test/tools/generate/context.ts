import type { Random } from '../../../src/commands/demo/random.ts'
import type { Calendar } from './calendar.ts'

/** What all generators share. */
export interface World {
  by: Random
  calendar: Calendar
  /** The business's time zone, which decides an instant's business date. */
  zone: string
}

/** A generated customer, as orders and opportunities need it. */
export interface MadeCustomer {
  id: number
  owner_id: number
  region: string | null
  source: string | null
  name: string
  company: string
  code: string
  /** Index of the day on which the customer was created. */
  since: number
}

export interface MadeProduct {
  id: number
  category: string
  /** Minor units. */
  price: number
  /** The largest quantity of one order line. */
  most: number
}

/** An order line: quantity in thousandths, money in minor units, discount in hundredths of a percent. */
export interface MadeLine {
  id: number
  product_id: number
  category: string
  quantity: number
  unit_price: number
  discount: number
  amount: number
  shipped: number
}
