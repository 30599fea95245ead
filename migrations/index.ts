import type { Migration } from '../src/database/schema.ts'
import { foundation } from './0001_foundation.ts'
import { customers } from './0002_customers.ts'
import { products } from './0003_products.ts'
import { orders } from './0004_orders.ts'
import { facts } from './0005_facts.ts'
import { imports } from './0006_imports.ts'
import { opportunities } from './0007_opportunities.ts'
import { performance } from './0008_performance.ts'
import { notifications } from './0009_notifications.ts'
import { sums } from './0010_sums.ts'
import { lists } from './0011_lists.ts'
import { credited } from './0012_credited.ts'
import { days } from './0013_days.ts'
import { fewerIndexes } from './0014_fewer_indexes.ts'
import { threeDigits } from './0015_three_digits.ts'
import { keysByCustomer } from './0016_keys_by_customer.ts'
import { customersByOwner } from './0017_customers_by_owner.ts'
import { opportunityDays } from './0018_opportunity_days.ts'
import { opportunitiesByStage } from './0019_opportunities_by_stage.ts'
import { shippedLines } from './0020_shipped_lines.ts'

/** In order; the list's length is the schema's version. */
export const migrations: Migration[] = [
  foundation,
  customers,
  products,
  orders,
  facts,
  imports,
  opportunities,
  performance,
  notifications,
  sums,
  lists,
  credited,
  days,
  fewerIndexes,
  threeDigits,
  keysByCustomer,
  customersByOwner,
  opportunityDays,
  opportunitiesByStage,
  shippedLines,
]
