import { randomPerson } from '../../../../src/commands/demo/names.ts'
import { seededRandom } from '../../../../src/commands/demo/random.ts'
import { inTurn, type Task } from '../measure.ts'
import type { People } from '../people.ts'

/**
 * What a salesperson writes all day; each changes what the one before it made. Nothing is sent twice at once to one
 * record, so nothing is refused as stale.
 */
export function writeTasks({ salesperson: as, elsewhere, credentials }: People, products: readonly string[]): Task[] {
  const by = seededRandom(2)
  const model = inTurn(products)
  const made = { customers: [] as string[], opportunities: [] as string[], orders: [] as string[] }
  const task = (what: string, request: Task['request']): Task => ({ part: 'write', what, as, request, limit: 'write' })
  const create = (what: string, kind: keyof typeof made, form: (number: number) => Record<string, string>): Task => ({
    ...task(what, (number) => ({ path: `/${kind}`, form: form(number) })),
    told: ({ location }) => made[kind].push(location),
  })
  const change = (
    what: string,
    of: readonly string[],
    end: string,
    form: (n: number) => Record<string, string>,
  ): Task => task(what, (number) => ({ path: `${inTurn(of)(number)}${end}`, form: form(number) }))
  const customer = (number: number) => inTurn(made.customers)(number).split('/').at(-1) ?? ''
  const line = (number: number, quantity: number) => ({
    'lines[0][product_model]': model(number),
    'lines[0][quantity]': String(quantity),
    'lines[1][product_model]': model(number + 1),
    'lines[1][quantity]': '2',
    'lines[1][discount_percent]': '5',
    'lines[2][product_model]': model(number + 2),
    'lines[2][quantity]': '1',
  })
  // One account alone: many at once would be taken for guessing.
  const request = () => ({ path: '/login', form: credentials })
  const signIn: Task = { part: 'write', what: 'sign in', as: elsewhere, request, alone: true }
  return [
    signIn,
    create('customer, new', 'customers', () => ({ ...randomPerson(by), confirm_duplicate: '1' })),
    change('customer, changed', made.customers, '', (number) => ({
      notes: `note ${number}`,
      level: 'A',
      confirm_duplicate: '1',
    })),
    change('communication', made.customers, '/communications', (number) => ({ kind: 'call', content: `${number}` })),
    create('opportunity, new', 'opportunities', (number) => ({
      customer_id: customer(number),
      title: `${number}`,
      expected_amount: '12000',
    })),
    change('opportunity, updated', made.opportunities, '/updates', (number) => ({
      note: `${number}`,
      stage: 'proposal',
    })),
    create('order, new', 'orders', (number) => ({ customer_id: customer(number), ...line(number, 3) })),
    change('order, changed', made.orders, '', (number) => line(number, 4 + (number % 50))),
    // Other products at each line: the old lines go.
    change('order, other lines', made.orders, '', (number) => line(number + 3, 1 + (number % 50))),
  ]
}
