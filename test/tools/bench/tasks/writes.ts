import { randomPerson } from '../../../../src/commands/demo/names.ts'
import { seededRandom } from '../../../../src/commands/demo/random.ts'
import { cyclingThrough, type Task } from '../measure.ts'
import type { People } from '../people.ts'

/**
 * What a salesperson writes all day; changes apply to the records created before. No record gets two writes at once, so
 * none fails with a version conflict.
 */
export function writeTasks({ salesperson: as, elsewhere, credentials }: People, products: readonly string[]): Task[] {
  const by = seededRandom(2)
  const model = cyclingThrough(products)
  const createdPaths = { customers: [] as string[], opportunities: [] as string[], orders: [] as string[] }
  const task = (what: string, request: Task['request']): Task => ({ part: 'write', what, as, request, limit: 'write' })
  const create = (
    what: string,
    kind: keyof typeof createdPaths,
    form: (number: number) => Record<string, string>,
  ): Task => ({
    ...task(what, (number) => ({ path: `/${kind}`, form: form(number) })),
    told: ({ location }) => createdPaths[kind].push(location),
  })
  const change = (
    what: string,
    of: readonly string[],
    end: string,
    form: (n: number) => Record<string, string>,
  ): Task => task(what, (number) => ({ path: `${cyclingThrough(of)(number)}${end}`, form: form(number) }))
  const customer = (number: number) => cyclingThrough(createdPaths.customers)(number).split('/').at(-1) ?? ''
  const line = (number: number, quantity: number) => ({
    'lines[0][product_model]': model(number),
    'lines[0][quantity]': String(quantity),
    'lines[1][product_model]': model(number + 1),
    'lines[1][quantity]': '2',
    'lines[1][discount_percent]': '5',
    'lines[2][product_model]': model(number + 2),
    'lines[2][quantity]': '1',
  })
  // Not concurrently: many sign-ins at once would be slowed down as password guessing.
  const request = () => ({ path: '/login', form: credentials })
  const signIn: Task = { part: 'write', what: 'sign in', as: elsewhere, request, alone: true }
  return [
    signIn,
    create('customer, new', 'customers', () => ({ ...randomPerson(by), confirm_duplicate: '1' })),
    change('customer, changed', createdPaths.customers, '', (number) => ({
      notes: `note ${number}`,
      level: 'A',
      confirm_duplicate: '1',
    })),
    change('communication', createdPaths.customers, '/communications', (number) => ({
      kind: 'call',
      content: `${number}`,
    })),
    create('opportunity, new', 'opportunities', (number) => ({
      customer_id: customer(number),
      title: `${number}`,
      expected_amount: '12000',
    })),
    change('opportunity, updated', createdPaths.opportunities, '/updates', (number) => ({
      note: `${number}`,
      stage: 'proposal',
    })),
    create('order, new', 'orders', (number) => ({ customer_id: customer(number), ...line(number, 3) })),
    change('order, changed', createdPaths.orders, '', (number) => line(number, 4 + (number % 50))),
    // Each line gets another product, so the old lines are deleted.
    change('order, other lines', createdPaths.orders, '', (number) => line(number + 3, 1 + (number % 50))),
  ]
}
