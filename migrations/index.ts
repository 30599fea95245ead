import type { Migration } from '../src/database/schema-builder.ts'
import { foundation } from './0001_foundation.ts'
import { customers } from './0002_customers.ts'
import { products } from './0003_products.ts'
import { opportunities } from './0004_opportunities.ts'
import { orders } from './0005_orders.ts'
import { facts } from './0006_facts.ts'
import { imports } from './0007_imports.ts'
import { performance } from './0008_performance.ts'
import { notifications } from './0009_notifications.ts'
import { specifications } from './0010_specifications.ts'
import { followUps } from './0012_follow_ups.ts'
import { countedOwners } from './0013_counted_owners.ts'

/** In order; the list's length is the schema's version. */
export const migrations: Migration[] = [
  foundation,
  customers,
  products,
  opportunities,
  orders,
  facts,
  imports,
  performance,
  notifications,
  specifications,
  followUps,
  countedOwners,
]
