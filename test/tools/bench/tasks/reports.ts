import { today } from '../../../../src/i18n/format.ts'
import { dimensions } from '../../../../src/reports/sales/dimensions.ts'
import { addDays } from '../../../../src/values/days.ts'
import type { Visitor } from '../../program/http-client.ts'
import type { Task } from '../measure.ts'

const crossed = [
  ['month', 'product'],
  ['salesperson', 'region'],
  ['customer', 'year'],
] as const

/** Each report over a year and over all years; reports without a period are opened as they are. */
export function reportTasks(as: Visitor, salesperson: Visitor): Task[] {
  // Not measured concurrently: sixteen people do not open all years at once.
  const spans = [
    { name: 'a year', limit: 'year', said: { preset: 'last_12_months' }, once: {} },
    { name: 'all years', limit: 'years', said: { from: '2000-01-01', to: today() }, once: { alone: true } },
  ] as const
  // The order list has no presets for periods.
  const dated = [{ ...spans[0], said: { from: addDays(today(), -364), to: today() } }, spans[1]] as const
  const over = (
    what: string,
    path: string,
    said: Record<string, string>,
    who = as,
    during: typeof spans | typeof dated = spans,
  ): Task[] =>
    during.map(({ name, limit, said: days, once }) => {
      const address = `${path}?${new URLSearchParams({ ...days, ...said })}`
      return { part: 'reports', what: `${what}, ${name}`, as: who, request: () => ({ path: address }), limit, ...once }
    })
  const year = today().slice(0, 4)
  const once = (what: string, path: string): Task => ({
    part: 'reports',
    what,
    as,
    request: () => ({ path }),
    limit: 'year',
  })
  return [
    ...dimensions.flatMap((group_by) => over(`sales by ${group_by}`, '/reports/sales', { group_by })),
    ...crossed.flatMap(([group_by, then_by]) =>
      over(`sales by ${group_by} and ${then_by}`, '/reports/sales', { group_by, then_by }),
    ),
    ...over('sales compared', '/reports/sales', { compare: 'last_year' }),
    ...over('records behind a figure', '/reports/records', {}),
    ...over('payments by customer', '/reports/payments', { group_by: 'customer' }),
    ...over('payments by salesperson', '/reports/payments', { group_by: 'salesperson' }),
    ...over('payments by order, as a salesperson', '/reports/payments', { group_by: 'order' }, salesperson),
    ...over('orders owed', '/reports/payments/records', {}),
    ...over('analysis of orders', '/orders/analysis', { group_by: 'salesperson' }, as, dated),
    once('performance of a year', `/performance?period=${year}`),
    once('performance of a quarter', `/performance?period=${year}-Q1`),
    once('performance of one', `/performance/2?period=${year}`),
    once('targets', '/performance/targets'),
  ]
}

/** Each CSV export. */
export function exportTasks(as: Visitor): Task[] {
  const task = (path: string): Task => ({
    part: 'exports',
    what: path.slice(1),
    as,
    request: () => ({ path }),
    alone: true,
    // Exporting a million orders takes a minute, and there is no limit to check, so once is enough.
    least: 1,
  })
  return [
    ...['customers', 'opportunities', 'orders', 'products'].map((name) => task(`/${name}.csv`)),
    task(`/reports/sales.csv?from=2000-01-01&to=${today()}&group_by=customer`),
    task(`/reports/payments.csv?group_by=customer`),
  ]
}
