import { fieldsWhere } from '../../../src/fields/definition.ts'
import { orderNumber } from '../../../src/orders/confirm-and-cancel.ts'
import { orderFields } from '../../../src/orders/fields.ts'
import { fulfilmentState } from '../../../src/orders/fulfilment/fulfilment-state.ts'
import { totalsOfOrderLines } from '../../../src/orders/line-amounts.ts'
import { orderSearchText } from '../../../src/orders/search-text.ts'
import { lineAmount, type Share } from '../../../src/values/money.ts'
import { fold } from '../../../src/values/search-grams.ts'
import { type Bulk, gramText } from './bulk.ts'
import type { MadeCustomer, MadeLine, MadeProduct, World } from './context.ts'
import { type Moved, writeMoves } from './fulfilment.ts'
import { furtherFields } from './further-fields.ts'
import { type OrderFacts, writeFacts } from './order-facts.ts'

const unsearched = fieldsWhere(orderFields, ({ search }) => search === undefined)
const further = furtherFields<'region'>(unsearched, ['region'])

const columns = [
  'id',
  'number',
  'status',
  'customer_id',
  'owner_id',
  'customer_owner_id',
  'ordered_on',
  'due_on',
  'region',
  'total',
  'shipping',
  'payment',
  'paid',
  'created_at',
  'created_by',
  'confirmed_at',
  'counted_owner_id',
  'cancelled_at',
  'credited_id',
  'search_text',
  ...further.names,
] as const

const lineColumns = [
  'id',
  'order_id',
  'position',
  'product_id',
  'quantity',
  'unit_price',
  'discount',
  'amount',
  'shipped',
] as const

/** Inserts orders day by day, three lines each on average, with their facts, shipments and payments. */
export function writeOrders(
  file: Bulk,
  world: World,
  { customers, products, salespeople }: { customers: MadeCustomer[]; products: MadeProduct[]; salespeople: number[] },
  many: number,
): void {
  const { by, calendar } = world
  const write = orderWriter(file, world)
  const moves = writeMoves(file, world)
  const facts = writeFacts(file, world.zone)
  let numbers = 0
  let lines = 0
  for (let id = 1; id <= many; id++) {
    const day = Math.floor(((id - 1) / many) * calendar.days.length)
    const customer = buyer(customers, day, world)
    const owner_id = by.happens(0.97) ? customer.owner_id : by.one(salespeople)
    const shares = sharesOf(owner_id, salespeople, world)
    const bought = Array.from({ length: by.between(1, 5) }, () => lineOf(++lines, by.one(products), world))
    const at = calendar.instant(day)
    const age = calendar.days.length - 1 - day
    const status = by.happens(age < 10 ? 0.2 : 0.002) ? 'draft' : by.happens(0.02) ? 'cancelled' : 'confirmed'
    const number = status === 'draft' ? null : orderNumber(++numbers)
    const cancelled_at = status === 'cancelled' ? calendar.instant(calendar.after(day, by.between(0, 20))) : null
    const { total } = totalsOfOrderLines(bought)
    const order = { id, customer_id: customer.id, owner_id, ordered_on: calendar.day(day), region: customer.region }
    const moved: Moved = status === 'confirmed' ? moves(order, bought, total, day, shares) : { paid: 0 }
    const orderFacts: OrderFacts = { order, lines: bought, shares, source: customer.source, at, cancelled_at }
    write({ ...orderFacts, customer, status, number, due_on: calendar.beyond(day, 30), total, paid: moved.paid })
    if (status !== 'draft') facts(orderFacts)
  }
  file.into('counters', ['name', 'value'])('order_number', numbers)
}

/** An order to insert, with its customer and status and what its facts depend on. */
interface MadeOrder extends OrderFacts {
  customer: MadeCustomer
  status: 'draft' | 'confirmed' | 'cancelled'
  number: string | null
  due_on: string
  total: number
  paid: number
}

/** Returns a function that inserts an order with its lines, credits, search text and history. */
function orderWriter(file: Bulk, { by }: World): (made: MadeOrder) => void {
  const into = file.into('orders', columns)
  const line = file.into('order_lines', lineColumns)
  const credit = file.into('order_credits', ['order_id', 'user_id', 'percent'])
  const created = file.into('history', ['subject', 'subject_id', 'what', 'user_id', 'at'])
  const index = file.index('orders')
  const findable = searchOf()
  return ({ order, lines, shares, at, cancelled_at, customer, status, number, due_on, total, paid }) => {
    const { id, owner_id, ordered_on, region } = order
    const settled = fulfilmentState({ status, total, paid, lines })
    const { text, grams } = findable(number, customer)
    into(
      id,
      number,
      settled.status,
      customer.id,
      owner_id,
      customer.owner_id,
      ordered_on,
      due_on,
      region,
      total,
      settled.shipping,
      settled.payment,
      paid,
      at,
      owner_id,
      status === 'draft' ? null : at,
      status === 'draft' ? null : owner_id,
      cancelled_at,
      shares.length === 1 ? (shares[0]?.id ?? null) : null,
      text,
      ...Object.values(further.values(by)),
    )
    for (const [position, one] of lines.entries())
      line(one.id, id, position, one.product_id, one.quantity, one.unit_price, one.discount, one.amount, one.shipped)
    for (const { id: user_id, percent } of shares) credit(id, user_id, percent)
    created('orders', id, 'created', owner_id, at)
    index(id, grams)
  }
}

/** A random customer who existed by that day; older ones are more likely. */
function buyer(customers: MadeCustomer[], day: number, { by, calendar }: World): MadeCustomer {
  const there = Math.max(1, Math.floor((customers.length * (day + 1)) / calendar.days.length))
  const found = customers[Math.floor(there * by.next() ** 1.3)]
  if (!found) throw new Error('nobody can buy')
  return found
}

function sharesOf(owner_id: number, salespeople: number[], { by }: World): Share[] {
  const other = by.happens(0.05) ? by.one(salespeople) : owner_id
  if (other === owner_id) return [{ id: owner_id, percent: 100 }]
  return [
    { id: owner_id, percent: 70 },
    { id: other, percent: 30 },
  ]
}

function lineOf(id: number, { id: product_id, category, price, most }: MadeProduct, { by }: World): MadeLine {
  const quantity = by.between(1, most) * 1000
  const discount = by.one([0, 0, 0, 500, 1000, 1250])
  const amount = lineAmount(quantity, price, discount)
  return { id, product_id, category, quantity, unit_price: price, discount, amount, shipped: 0 }
}

/** Builds an order's search text from its number and its customer; the customer's part is cached. */
function searchOf() {
  const searchTexts = new Map<number, { text: string; grams: string }>()
  return (number: string | null, customer: MadeCustomer): { text: string; grams: string } => {
    let theirs = searchTexts.get(customer.id)
    if (!theirs) {
      const text = orderSearchText({ number: null, contract_number: null }, customer)
      theirs = { text, grams: gramText(text) }
      searchTexts.set(customer.id, theirs)
    }
    if (number === null) return theirs
    const own = fold(number)
    // After the customer's name and company, as in orderSearchText().
    const [name, company, ...others] = theirs.text.split('\n')
    return { text: [name, company, own, ...others].join('\n'), grams: `${gramText(own)} ${theirs.grams}` }
  }
}
