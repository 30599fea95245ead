import { offerImport } from '../../imports/definition.ts'
import { orderColumns } from './columns.ts'
import { orderPlanner } from './plan.ts'
import { orderWriting } from './write.ts'

/** Orders with their lines from a file, as a department brings its history; a known number is always skipped. */
export const orderImport = offerImport({
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
})
