import type { Migration } from '../src/database/schema.ts'
import { foundation } from './0001_foundation.ts'
import { customers } from './0002_customers.ts'

/** In order; the list's length is the schema's version. */
export const migrations: Migration[] = [foundation, customers]
