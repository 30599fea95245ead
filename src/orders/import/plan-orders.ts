import { customerIdsByCode, customersWithIds } from '../../customers/import/import-repository.ts'
import { type FieldError, ValidationErrors } from '../../i18n/error-classes.ts'
import { isInFuture } from '../../i18n/format.ts'
import type { CorrectedRow, FileRow, ImportContext, Planner, RowAction, RowDecision } from '../../imports/definition.ts'
import { productsByModel } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import type { PricedLine } from '../line-amounts.ts'
import { type Lookup, type OrderHead, readOrderRow } from './parse-rows.ts'
import { customerIdsByName, existingOrderNumbers } from './repository.ts'

/** An order to be imported, taken from the first of its rows. */
export type ParsedOrder = OrderHead & {
  number: string
  customer_id: number
  owner_id: number
  ordered_on: string
  status: NonNullable<OrderHead['status']>
}

/** The payload of a row: its line, and in the order's first row the order. */
export interface ParsedRow {
  head: ParsedOrder | null
  line: PricedLine
}

/** An order while its rows are read. */
interface OrderRows {
  number: string
  first_line: number
  head: ParsedOrder | null
  rows: { line: number; action: RowAction }[]
  total: number
  /** Why it is not imported: the first reason found, and its row. */
  rejection: { action: 'skip' | 'reject'; line: number; reasons: FieldError[] } | null
}

/** Plans the order import. One invalid row rejects its whole order, because half an order would be wrong. */
export function orderPlanner(given: ImportContext): Planner {
  const orders = new Map<string, OrderRows>()
  return {
    async judge(rows) {
      const lookup = await loadLookup(rows)
      const usedNumbers = await existingOrderNumbers(distinctValues(rows, 'number'))
      return rows.map((row) => {
        const { number = '' } = row.fields
        if (number === '' || number.length > 40) return notImported(row.line, row.line, [wrongNumber(number)])
        const order = orderOf(orders, number, row.line, usedNumbers)
        const decision = judgeRow(order, row, lookup, given)
        order.rows.push({ line: row.line, action: decision.action })
        return decision
      })
    },
    end: async () => [...orders.values()].flatMap(corrections),
  }
}

/** The distinct values of a field in these rows. */
const distinctValues = (rows: FileRow[], name: string): string[] => [
  ...new Set(rows.flatMap(({ fields }) => fields[name] || [])),
]

/** Loads the customers and products that these rows name. */
async function loadLookup(rows: FileRow[]): Promise<Lookup> {
  const byCode = await customerIdsByCode(distinctValues(rows, 'customer_code'))
  const byName = await customerIdsByName(distinctValues(rows, 'customer'))
  const ids = new Set([...byCode.values(), ...[...byName.values()].flatMap((found) => [...found])])
  const regions = new Map((await customersWithIds([...ids])).map(({ id, region }) => [id, region]))
  return {
    products: await productsByModel(distinctValues(rows, 'product_model')),
    regionOf: (customer_id) => regions.get(customer_id) ?? null,
    customer(code, name) {
      if (code !== '') return byCode.get(code.toLowerCase()) ?? unknownCustomer('customer_code', code)
      if (name === '') return null
      const [id, ...others] = byName.get(name) ?? []
      if (id === undefined) return unknownCustomer('customer', name)
      return others.length > 0 ? { field: 'customer', key: 'orders.several_customers', values: { name } } : id
    },
  }
}

const unknownCustomer = (field: string, name: string): FieldError => ({
  field,
  key: 'orders.unknown_customer',
  values: { name },
})

const otherRowRejected = (line: number): FieldError => ({
  field: '',
  key: 'orders.other_row_rejected',
  values: { line },
})

const wrongNumber = (number: string): FieldError =>
  number === ''
    ? { field: 'number', key: 'errors.required' }
    : { field: 'number', key: 'errors.too_long', values: { max: 40 } }

const notImported = (
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

function orderOf(orders: Map<string, OrderRows>, number: string, line: number, usedNumbers: Set<string>): OrderRows {
  const key = number.toLowerCase()
  const existing = orders.get(key)
  if (existing) return existing
  const reasons: FieldError[] = [{ field: 'number', key: 'orders.known_by_number' }]
  const rejection = usedNumbers.has(key) ? { action: 'skip' as const, line, reasons } : null
  const order: OrderRows = { number, first_line: line, head: null, rows: [], total: 0, rejection }
  orders.set(key, order)
  return order
}

function judgeRow(order: OrderRows, { line, fields }: FileRow, lookup: Lookup, given: ImportContext): RowDecision {
  const { first_line, rejection } = order
  if (rejection?.action === 'skip') return notImported(line, first_line, rejection.reasons, 'skip')
  try {
    const { head, line: parsedLine } = readOrderRow(fields, lookup, given)
    if (rejection) return notImported(line, first_line, [otherRowRejected(rejection.line)])
    if (order.head) refuseContradiction(order.head, head, first_line)
    else order.head = withDefaults(order.number, head, lookup, given)
    order.total += parsedLine.amount
    const payload: ParsedRow = { head: line === first_line ? order.head : null, line: parsedLine }
    return { line, first_line, action: 'create', reasons: [], target_id: null, payload }
  } catch (error) {
    if (!(error instanceof ValidationErrors)) throw error
    const action = error.errors.some(({ key }) => key === 'imports.left_out') ? 'skip' : 'reject'
    order.rejection ??= { action, line, reasons: error.errors }
    return notImported(line, first_line, error.errors, action)
  }
}

/** Fills in the defaults. The first row of an order must have customer and date. Throws ValidationErrors. */
function withDefaults(number: string, head: OrderHead, lookup: Lookup, { by }: ImportContext): ParsedOrder {
  const { customer_id, ordered_on } = head
  const status = head.status === 'completed' ? 'confirmed' : (head.status ?? 'confirmed')
  const wrong = headErrors({ ...head, status })
  if (customer_id === null || ordered_on === null || wrong.length > 0) throw new ValidationErrors(wrong)
  const region = head.region ?? lookup.regionOf(customer_id)
  return { ...head, number, customer_id, ordered_on, status, region, owner_id: head.owner_id ?? by.id }
}

function headErrors({ customer_id, ordered_on, status, shipped_on, paid_on, paid_amount }: OrderHead): FieldError[] {
  const rules: [boolean, FieldError][] = [
    [customer_id === null, { field: 'customer_code', key: 'errors.required' }],
    [ordered_on === null, { field: 'ordered_on', key: 'errors.required' }],
    [paid_amount !== null && paid_on === null, { field: 'paid_on', key: 'errors.required' }],
    [paid_on !== null && paid_amount === null, { field: 'paid_amount', key: 'errors.required' }],
    ...[['ordered_on', ordered_on] as const, ['shipped_on', shipped_on] as const, ['paid_on', paid_on] as const].map(
      ([field, day]): [boolean, FieldError] => [isInFuture(day), { field, key: 'orders.date_in_future' }],
    ),
    [
      status !== 'confirmed' && (shipped_on !== null || paid_on !== null),
      { field: 'status', key: 'orders.not_shipped_or_paid' },
    ],
  ]
  return rules.flatMap(([isWrong, wrong]) => (isWrong ? [wrong] : []))
}

/** Later rows may leave order fields blank but must not contradict the first. Throws ValidationErrors. */
function refuseContradiction(first: ParsedOrder, head: OrderHead, first_line: number): void {
  const wrong = Object.entries(head).flatMap(([name, value]): FieldError[] => {
    const before = first[name as keyof OrderHead]
    const same = value === null || value === before || (name === 'status' && value === 'completed')
    const field = name === 'customer_id' ? 'customer_code' : name === 'owner_id' ? 'owner' : name
    return same ? [] : [{ field, key: 'orders.differs_from_row', values: { line: first_line } }]
  })
  if (wrong.length > 0) throw new ValidationErrors(wrong)
}

/** Corrects rows that were decided before a later row rejected their order. */
function corrections({ first_line, rows, rejection, head, total }: OrderRows): CorrectedRow[] {
  if (rejection) {
    const reasons = rejection.action === 'skip' ? rejection.reasons : [otherRowRejected(rejection.line)]
    return rows
      .filter(({ action }) => action !== rejection.action)
      .map(({ line }) => ({ line, first_line, action: rejection.action, reasons }))
  }
  const wrong: FieldError | null =
    total > maxAmount
      ? { field: 'quantity', key: 'orders.amount_too_large' }
      : (head?.paid_amount ?? 0) > total
        ? { field: 'paid_amount', key: 'orders.paid_too_much' }
        : null
  return wrong ? rows.map(({ line }) => ({ line, first_line, action: 'reject', reasons: [wrong] })) : []
}
