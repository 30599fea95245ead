import type { Visitor } from '../../program/http-client.ts'
import { cyclingThrough, type Task } from '../measure.ts'
import { idsFromAllPages } from './lists.ts'

interface People {
  manager: Visitor
  salesperson: Visitor
}

/** Each role's start page and the pages opened from it. */
export function dashboardTasks({ manager, salesperson }: People): Task[] {
  const task = (what: string, as: Visitor, path: string): Task => ({
    part: 'start',
    what,
    as,
    request: () => ({ path }),
    limit: 'dashboard',
  })
  return [
    task('dashboard of a manager', manager, '/'),
    task('dashboard of a salesperson', salesperson, '/'),
    task('looked up: who has this customer', salesperson, '/?check=%E7%8E%8B'),
    task('notifications', salesperson, '/notifications'),
    task('team', manager, '/team'),
    task('performance of the team', manager, '/performance'),
  ]
}

/** The pages of each kind of record, with records from all over the lists. */
export async function recordTasks({ manager, salesperson }: People): Promise<Task[]> {
  const ids = {
    customers: await idsFromAllPages(manager, '/customers'),
    opportunities: await idsFromAllPages(manager, '/opportunities'),
    orders: await idsFromAllPages(manager, '/orders'),
    products: await idsFromAllPages(manager, '/products'),
    own: await idsFromAllPages(salesperson, '/orders'),
  }
  const task = (what: string, as: Visitor, of: readonly string[], address: (id: string) => string): Task => {
    const id = cyclingThrough(of)
    return { part: 'records', what, as, request: (number) => ({ path: address(id(number)) }), limit: 'record' }
  }
  return [
    task('customer', manager, ids.customers, (id) => `/customers/${id}`),
    task('customer, edit', manager, ids.customers, (id) => `/customers/${id}/edit`),
    task('customer, as a salesperson', salesperson, ids.customers, (id) => `/customers/${id}`),
    task('customer, new', salesperson, ['/customers/new'], (path) => path),
    task('opportunity', manager, ids.opportunities, (id) => `/opportunities/${id}`),
    task('opportunity, edit', manager, ids.opportunities, (id) => `/opportunities/${id}/edit`),
    task('opportunity, new', salesperson, ids.customers, (id) => `/opportunities/new?customer_id=${id}`),
    task('order', manager, ids.orders, (id) => `/orders/${id}`),
    task('order, edit', manager, ids.orders, (id) => `/orders/${id}/edit`),
    task('order, print', manager, ids.orders, (id) => `/orders/${id}/print`),
    task('order, as a salesperson', salesperson, ids.own, (id) => `/orders/${id}`),
    task('order, new', salesperson, ids.customers, (id) => `/orders/new?customer_id=${id}`),
    task('product', manager, ids.products, (id) => `/products/${id}`),
    task('account', manager, ['/team/2'], (path) => path),
  ]
}
