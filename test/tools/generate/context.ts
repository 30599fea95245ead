import type { Random } from '../../../src/commands/demo/random.ts'
import type { Calendar } from './calendar.ts'

/** What everything that is made up has in common. */
export interface World {
  by: Random
  calendar: Calendar
  /** The installation's time zone: a day's name hangs on it. */
  zone: string
}

/** A customer as what they buy and are asked for knows them. */
export interface MadeCustomer {
  id: number
  owner_id: number
  region: string | null
  source: string | null
  name: string
  company: string
  code: string
  /** Days after the calendar's first on which they came. */
  since: number
}

export interface MadeProduct {
  id: number
  category: string
  /** Minor units. */
  price: number
  /** How many are bought at once, at most. */
  most: number
}

/** A line as it is written: thousandths, minor units, hundredths of a percent. */
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
