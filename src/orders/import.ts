import type { ImportDefinition } from '../imports/definition.ts'
import { orderColumns } from './import-columns.ts'
import { orderPlanner } from './import-plan.ts'
import { orderWriting } from './import-write.ts'

/** Orders with their lines from a file, as a department brings its history; a known number is always skipped. */
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
  writing: orderWriting,
}
