import { customersByIds, idsByCode } from '../../customers/import-repository.ts'
import { today } from '../../i18n/format.ts'
import { Refusals, type Wrong } from '../../i18n/refusal.ts'
import type { Corrected, FileRow, Given, Judged, Planner, Verdict } from '../../imports/definition.ts'
import { productsByModel } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import { idsByName, numbersTaken } from './repository.ts'
import { type Book, type BroughtLine, type Head, readOrderRow } from './rows.ts'

/** An order that is to be brought in, on the first of its rows. */
export type BroughtHead = Head & {
  number: string
  customer_id: number
  owner_id: number
  ordered_on: string
  status: NonNullable<Head['status']>
}

/** What is staged of a row: its line, and on the first row the order. */
export interface BroughtRow {
  head: BroughtHead | null
  line: BroughtLine
}

/** An order as far as its rows were read. */
interface Gathered {
  lead: number
  head: BroughtHead | null
  rows: { line: number; verdict: Verdict }[]
  total: number
  /** Why it is not brought in: the first reason that was met, and in which row. */
  fate: { verdict: 'skip' | 'reject'; line: number; reasons: Wrong[] } | null
}

/** Plans a file of orders. One wrong row rejects its whole order: half an order would be a wrong one. */
export async function orderPlanner(given: Given): Promise<Planner> {
  const orders = new Map<string, Gathered>()
  const regions = new Map<number, string | null>()

  const judge = ({ line, fields }: FileRow, book: Book, taken: Set<string>): Judged => {
    const number = fields.number ?? ''
    if (number === '' || number.length > 40) return refused(line, line, [wrongNumber(number)])
    const order = gather(orders, number, line, taken)
    const judged = row(order, number, { line, fields }, book)
    order.rows.push({ line, verdict: judged.verdict })
    return judged
  }

  const row = (order: Gathered, number: string, { line, fields }: FileRow, book: Book): Judged => {
    const { lead } = order
    if (order.fate?.verdict === 'skip') return { ...refused(line, lead, order.fate.reasons), verdict: 'skip' }
    try {
      const { head, line: brought } = readOrderRow(fields, book, given)
      if (order.fate) return refused(line, lead, [another(order.fate.line)])
      if (order.head) refuseOther(order.head, head, lead)
      else order.head = completed(number, head, given, regions)
      order.total += brought.amount
      const planned: BroughtRow = { head: line === lead ? order.head : null, line: brought }
      return { line, lead, verdict: 'create', reasons: [], target_id: null, planned }
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      const verdict = error.wrong.some(({ key }) => key === 'imports.left_out') ? 'skip' : 'reject'
      order.fate ??= { verdict, line, reasons: error.wrong }
      return { ...refused(line, lead, error.wrong), verdict }
    }
  }

  return {
    async judge(rows) {
      const book = await bookFor(rows, regions)
      const taken = await numbersTaken([...new Set(rows.flatMap(({ fields }) => fields.number || []))])
      return rows.map((one) => judge(one, book, taken))
    },
    end: async () => [...orders.values()].flatMap(corrections),
  }
}

const said = (fields: Record<string, string>[], name: string): string[] => [
  ...new Set(fields.flatMap((one) => one[name] || [])),
]

/** Customers and products that these rows name. */
async function bookFor(rows: FileRow[], regions: Map<number, string | null>): Promise<Book> {
  const fields = rows.map((one) => one.fields)
  const byCode = await idsByCode(said(fields, 'customer_code'))
  const byName = await idsByName(said(fields, 'customer'))
  const products = await productsByModel(said(fields, 'product_model'))
  const ids = [...new Set([...byCode.values(), ...[...byName.values()].flatMap((found) => [...found])])]
  for (const { id, region } of await customersByIds(ids.filter((one) => !regions.has(one)))) regions.set(id, region)
  return {
    products,
    customer(code, name) {
      if (code !== '') return byCode.get(code.toLowerCase()) ?? unknown('customer_code', code)
      if (name === '') return null
      const [id, ...others] = byName.get(name) ?? []
      if (id === undefined) return unknown('customer', name)
      return others.length > 0 ? { field: 'customer', key: 'orders.several_customers', values: { name } } : id
    },
  }
}

const unknown = (field: string, name: string): Wrong => ({ field, key: 'orders.unknown_customer', values: { name } })

const another = (line: number): Wrong => ({ field: '', key: 'orders.another_row', values: { line } })

const wrongNumber = (number: string): Wrong =>
  number === ''
    ? { field: 'number', key: 'errors.required' }
    : { field: 'number', key: 'errors.too_long', values: { max: 40 } }

const refused = (line: number, lead: number, reasons: Wrong[]): Judged => ({
  line,
  lead,
  verdict: 'reject',
  reasons,
  target_id: null,
  planned: null,
})

function gather(orders: Map<string, Gathered>, number: string, line: number, taken: Set<string>): Gathered {
  const key = number.toLowerCase()
  const known = orders.get(key)
  if (known) return known
  const reasons: Wrong[] = [{ field: 'number', key: 'orders.known_by_number' }]
  const fate = taken.has(key) ? { verdict: 'skip' as const, line, reasons } : null
  const order: Gathered = { lead: line, head: null, rows: [], total: 0, fate }
  orders.set(key, order)
  return order
}

/** An order's first row must say whose it is and of when; the rest has its defaults. Throws Refusals. */
function completed(number: string, head: Head, { by }: Given, regions: Map<number, string | null>): BroughtHead {
  const { customer_id, ordered_on, paid_on, paid_amount, shipped_on } = head
  const wrong: Wrong[] = []
  const needed = (field: string) => wrong.push({ field, key: 'errors.required' })
  if (customer_id === null) needed('customer_code')
  if (ordered_on === null) needed('ordered_on')
  if (paid_amount !== null && paid_on === null) needed('paid_on')
  if (paid_on !== null && paid_amount === null) needed('paid_amount')
  if (paid_on !== null && paid_on > today()) wrong.push({ field: 'paid_on', key: 'orders.paid_in_future' })
  const status = head.status === 'completed' ? 'confirmed' : (head.status ?? 'confirmed')
  if (status !== 'confirmed' && (shipped_on !== null || paid_on !== null))
    wrong.push({ field: 'status', key: 'orders.not_shipped_or_paid' })
  if (customer_id === null || ordered_on === null || wrong.length > 0) throw new Refusals(wrong)
  const region = head.region ?? regions.get(customer_id) ?? null
  return { ...head, number, customer_id, ordered_on, status, region, owner_id: head.owner_id ?? by.id }
}

/** Further rows may leave the order's columns blank, but not contradict the first. Throws Refusals. */
function refuseOther(first: BroughtHead, head: Head, lead: number): void {
  const wrong = Object.entries(head).flatMap(([name, value]): Wrong[] => {
    const before = first[name as keyof Head]
    const same = value === null || value === before || (name === 'status' && value === 'completed')
    const field = name === 'customer_id' ? 'customer_code' : name === 'owner_id' ? 'owner' : name
    return same ? [] : [{ field, key: 'orders.unlike_row', values: { line: lead } }]
  })
  if (wrong.length > 0) throw new Refusals(wrong)
}

/** Rows that were judged before their order's fate was known. */
function corrections({ lead, rows, fate, head, total }: Gathered): Corrected[] {
  const paid = head?.paid_amount ?? 0
  const tooMuch: Wrong | undefined =
    total > maxAmount
      ? { field: 'quantity', key: 'orders.amount_too_great' }
      : paid > total
        ? { field: 'paid_amount', key: 'orders.paid_too_much' }
        : undefined
  if (!fate && tooMuch) return rows.map(({ line }) => ({ line, lead, verdict: 'reject', reasons: [tooMuch] }))
  if (!fate) return []
  const reasons = fate.verdict === 'skip' ? fate.reasons : [another(fate.line)]
  return rows
    .filter(({ verdict }) => verdict !== fate.verdict)
    .map(({ line }) => ({ line, lead, verdict: fate.verdict, reasons }))
}
