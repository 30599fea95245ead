import { customerList } from '../../../../src/customers/list.ts'
import { opportunityList } from '../../../../src/opportunities/list.ts'
import { orderList } from '../../../../src/orders/list.ts'
import { productList } from '../../../../src/products/list.ts'
import type { Task } from '../measure.ts'
import type { People } from '../people.ts'
import { idsFromAllPages, listTasks, ownListTasks } from './lists.ts'
import { dashboardTasks, recordTasks } from './pages.ts'
import { exportTasks, reportTasks } from './reports.ts'
import { queries, searchTasks } from './search.ts'
import { writeTasks } from './writes.ts'

/** All repeated requests: reading first, writing last. */
export async function allTasks(people: People): Promise<Task[]> {
  const { manager, salesperson } = people
  const customers = await idsFromAllPages(manager, '/customers')
  const offered = JSON.parse(await manager.read('/products.json?q=')) as { model: string }[]
  const models = offered.map(({ model }) => model)
  const given = { customer_id: customers.slice(0, 20), product: models }
  const lists = [customerList, opportunityList, orderList, productList]
  const all: Task[] = dashboardTasks({ manager, salesperson })
  for (const list of lists) all.push(...(await listTasks(list, manager, given, queries)))
  for (const list of [customerList, opportunityList, orderList]) all.push(...(await ownListTasks(list, salesperson)))
  return [
    ...all,
    ...searchTasks(manager, salesperson),
    ...(await recordTasks({ manager, salesperson })),
    ...reportTasks(manager, salesperson),
    ...exportTasks(manager),
    ...writeTasks(people, models),
  ]
}
