import { customersByIds, idsByCode } from '../../customers/import/import-repository.ts'
import { type FieldError, ValidationErrors } from '../../i18n/errors.ts'
import { today } from '../../i18n/format.ts'
import type { CorrectedRow, FileRow, ImportContext, Planner, RowAction, RowDecision } from '../../imports/definition.ts'
import { productsByModel } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import type { PricedLine } from '../lines.ts'
import { type Lookup, type OrderHead, readOrderRow } from './parse-rows.ts'
import { idsByName, numbersTaken } from './repository.ts'

/** An order that is to be brought in, on the first of its rows. */
export type ParsedOrder = OrderHead & {
  number: string
  customer_id: number
  owner_id: number
  ordered_on: string
  status: NonNullable<OrderHead['status']>
}

/** What is staged of a row: its line, and on the first row the order. */
export interface ParsedRow {
  head: ParsedOrder | null
  line: PricedLine
}

/** An order as far as its rows were read. */
interface Gathered {
  number: string
  first_line: number
  head: ParsedOrder | null
  rows: { line: number; action: RowAction }[]
  total: number
  /** Why it is not brought in: the first reason that was met, and in which row. */
  fate: { action: 'skip' | 'reject'; line: number; reasons: FieldError[] } | null
}

/** Plans a file of orders. One wrong row rejects its whole order: half an order would be a wrong one. */
export function orderPlanner(given: ImportContext): Planner {
  const orders = new Map<string, Gathered>()
  return {
    async judge(rows) {
      const book = await bookFor(rows)
      const taken = await numbersTaken(namedIn(rows, 'number'))
      return rows.map((row) => {
        const { number = '' } = row.fields
        if (number === '' || number.length > 40) return refused(row.line, row.line, [wrongNumber(number)])
        const order = gather(orders, number, row.line, taken)
        const judged = judgeRow(order, row, book, given)
        order.rows.push({ line: row.line, action: judged.action })
        return judged
      })
    },
    end: async () => [...orders.values()].flatMap(corrections),
  }
}

/** What these rows say in a field, each once. */
const namedIn = (rows: FileRow[], name: string): string[] => [
  ...new Set(rows.flatMap(({ fields }) => fields[name] || [])),
]

/** Customers and products that these rows name. */
async function bookFor(rows: FileRow[]): Promise<Lookup> {
  const byCode = await idsByCode(namedIn(rows, 'customer_code'))
  const byName = await idsByName(namedIn(rows, 'customer'))
  const ids = new Set([...byCode.values(), ...[...byName.values()].flatMap((found) => [...found])])
  const regions = new Map((await customersByIds([...ids])).map(({ id, region }) => [id, region]))
  return {
    products: await productsByModel(namedIn(rows, 'product_model')),
    regionOf: (customer_id) => regions.get(customer_id) ?? null,
    customer(code, name) {
      if (code !== '') return byCode.get(code.toLowerCase()) ?? unknown('customer_code', code)
      if (name === '') return null
      const [id, ...others] = byName.get(name) ?? []
      if (id === undefined) return unknown('customer', name)
      return others.length > 0 ? { field: 'customer', key: 'orders.several_customers', values: { name } } : id
    },
  }
}

const unknown = (field: string, name: string): FieldError => ({
  field,
  key: 'orders.unknown_customer',
  values: { name },
})

const another = (line: number): FieldError => ({ field: '', key: 'orders.other_row_rejected', values: { line } })

const wrongNumber = (number: string): FieldError =>
  number === ''
    ? { field: 'number', key: 'errors.required' }
    : { field: 'number', key: 'errors.too_long', values: { max: 40 } }

const refused = (
  line: number,
  first_line: number,
  reasons: FieldError[],
  action: RowAction = 'reject',
): RowDecision => ({
  line,
  first_line,
  action,
  reasons,
  target_id: null,
  payload: null,
})

function gather(orders: Map<string, Gathered>, number: string, line: number, taken: Set<string>): Gathered {
  const key = number.toLowerCase()
  const known = orders.get(key)
  if (known) return known
  const reasons: FieldError[] = [{ field: 'number', key: 'orders.known_by_number' }]
  const fate = taken.has(key) ? { action: 'skip' as const, line, reasons } : null
  const order: Gathered = { number, first_line: line, head: null, rows: [], total: 0, fate }
  orders.set(key, order)
  return order
}

function judgeRow(order: Gathered, { line, fields }: FileRow, book: Lookup, given: ImportContext): RowDecision {
  const { first_line, fate } = order
  if (fate?.action === 'skip') return refused(line, first_line, fate.reasons, 'skip')
  try {
    const { head, line: brought } = readOrderRow(fields, book, given)
    if (fate) return refused(line, first_line, [another(fate.line)])
    if (order.head) refuseOther(order.head, head, first_line)
    else order.head = completed(order.number, head, book, given)
    order.total += brought.amount
    const payload: ParsedRow = { head: line === first_line ? order.head : null, line: brought }
    return { line, first_line, action: 'create', reasons: [], target_id: null, payload }
  } catch (error) {
    if (!(error instanceof ValidationErrors)) throw error
    const action = error.wrong.some(({ key }) => key === 'imports.left_out') ? 'skip' : 'reject'
    order.fate ??= { action, line, reasons: error.wrong }
    return refused(line, first_line, error.wrong, action)
  }
}

/** An order's first row must say whose it is and of when; the rest has its defaults. Throws ValidationErrors. */
function completed(number: string, head: OrderHead, book: Lookup, { by }: ImportContext): ParsedOrder {
  const { customer_id, ordered_on } = head
  const status = head.status === 'completed' ? 'confirmed' : (head.status ?? 'confirmed')
  const wrong = wrongIn({ ...head, status })
  if (customer_id === null || ordered_on === null || wrong.length > 0) throw new ValidationErrors(wrong)
  const region = head.region ?? book.regionOf(customer_id)
  return { ...head, number, customer_id, ordered_on, status, region, owner_id: head.owner_id ?? by.id }
}

function wrongIn({ customer_id, ordered_on, status, shipped_on, paid_on, paid_amount }: OrderHead): FieldError[] {
  const rules: [boolean, FieldError][] = [
    [customer_id === null, { field: 'customer_code', key: 'errors.required' }],
    [ordered_on === null, { field: 'ordered_on', key: 'errors.required' }],
    [paid_amount !== null && paid_on === null, { field: 'paid_on', key: 'errors.required' }],
    [paid_on !== null && paid_amount === null, { field: 'paid_amount', key: 'errors.required' }],
    [paid_on !== null && paid_on > today(), { field: 'paid_on', key: 'orders.paid_in_future' }],
    [
      status !== 'confirmed' && (shipped_on !== null || paid_on !== null),
      { field: 'status', key: 'orders.not_shipped_or_paid' },
    ],
  ]
  return rules.flatMap(([isWrong, wrong]) => (isWrong ? [wrong] : []))
}

/** Further rows may leave the order's columns blank, but not contradict the first. Throws ValidationErrors. */
function refuseOther(first: ParsedOrder, head: OrderHead, first_line: number): void {
  const wrong = Object.entries(head).flatMap(([name, value]): FieldError[] => {
    const before = first[name as keyof OrderHead]
    const same = value === null || value === before || (name === 'status' && value === 'completed')
    const field = name === 'customer_id' ? 'customer_code' : name === 'owner_id' ? 'owner' : name
    return same ? [] : [{ field, key: 'orders.differs_from_row', values: { line: first_line } }]
  })
  if (wrong.length > 0) throw new ValidationErrors(wrong)
}

/** Rows that were judged before their order's fate was known. */
function corrections({ first_line, rows, fate, head, total }: Gathered): CorrectedRow[] {
  if (fate) {
    const reasons = fate.action === 'skip' ? fate.reasons : [another(fate.line)]
    return rows
      .filter(({ action }) => action !== fate.action)
      .map(({ line }) => ({ line, first_line, action: fate.action, reasons }))
  }
  const wrong: FieldError | null =
    total > maxAmount
      ? { field: 'quantity', key: 'orders.amount_too_large' }
      : (head?.paid_amount ?? 0) > total
        ? { field: 'paid_amount', key: 'orders.paid_too_much' }
        : null
  return wrong ? rows.map(({ line }) => ({ line, first_line, action: 'reject', reasons: [wrong] })) : []
}
