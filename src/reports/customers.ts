import { sql } from 'kysely'
import { reader } from '../database/database.ts'
import { firstStatement, orderOf, wholeStatement } from './customers-statements.ts'
import { customerNamed, type Dimension, everybody } from './dimensions.ts'
import type { Sum, Summed } from './facts.ts'
import { blanks, type Found, type Group, inOrder, type Slice, sliceSize } from './groups.ts'
import { measures, type SalesAsked } from './question.ts'

// A department has tens of thousands of customers. The database sums them and puts them in order, so that only those are
// read that a page shows, and for a file one after another.

/** The first groups of a report about customers in its order, with their parts, and what all come to. */
export async function firstCustomers(asked: SalesAsked, most: number): Promise<Found> {
  const { rows } = await firstStatement(asked, most).execute(reader())
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const [all = {}] = of('all')
  const groups = of('group').map((row) => groupOf(asked, row, [row.g0]))
  const shown = filled(groups, asked, asked.group_by)
  const heads = of('head').map((row) => groupOf(asked, row, [row.g1]))
  return {
    groups: shown,
    parts: of('part').map((row) => groupOf(asked, row, [row.g0, row.g1])),
    heads: asked.then_by ? filled(heads, asked, asked.then_by) : [],
    total: groupOf(asked, all, []),
    counts: { groups: Number(all.wholes) + shown.length - groups.length, parts: Number(all.parts) },
  }
}

/**
 * All of them in the report's order, with their parts, some at a time. Names come with them: who goes through rows one by
 * one has the connection for themselves, and would wait for ever for an answer to another question.
 */
export async function* customersInTurn(asked: SalesAsked): AsyncGenerator<Slice> {
  const people = [asked.group_by, asked.then_by].includes('salesperson') ? await everybody() : new Map()
  const customers = new Map()
  const names: Slice['names'] = new Map([
    ['salesperson', people],
    ['customer', customers],
  ])
  const empty = emptyOf(asked, asked.group_by)
  let slice: Slice = { groups: [], parts: [], names }
  for await (const { customer, code, name, company, ...row } of inTurn(asked)) {
    const { g0 = null, g1 } = row
    const last = slice.groups.at(-1)
    if (last && last.groups[0] === g0) add(last, groupOf(asked, row, [g0]))
    else {
      if (slice.groups.length + slice.parts.length >= sliceSize) {
        yield slice
        slice = { groups: [], parts: [], names }
        customers.clear()
      }
      slice.groups.push(...passed(empty, g0), groupOf(asked, row, [g0]))
    }
    if (asked.then_by) slice.parts.push(groupOf(asked, row, [g0, g1]))
    customers.set(customer, customerNamed({ code, name, company }))
  }
  slice.groups.push(...passed(empty, null))
  yield slice
}

function inTurn(asked: SalesAsked) {
  const { group_by, then_by } = asked
  const customer = group_by === 'customer' ? 'sums.g0' : 'sums.g1'
  return reader()
    .selectFrom(sql<Summed>`(${wholeStatement(asked)})`.as('sums'))
    .innerJoin('customers', 'customers.id', customer)
    .selectAll('sums')
    .select(['customers.id as customer', 'customers.code', 'customers.name', 'customers.company'])
    .orderBy(orderOf(asked, group_by, 'sums.g0', '', 'sums.whole'))
    .$if(then_by !== null, (query) => query.orderBy(sql.ref('sums.g0')))
    .stream()
}

/** With the periods in which nothing was sold, where all others are there. */
function filled(groups: Group[], asked: SalesAsked, by: Dimension): Group[] {
  const known = new Set(groups.map(({ groups: [group] }) => group))
  const empty = emptyOf(asked, by).filter(({ groups: [group] }) => !known.has(group))
  return empty.length > 0 ? inOrder([...groups, ...empty], asked, by) : groups
}

/** All periods of a report in time, as if nothing was sold; nothing else is known before it is read. */
const emptyOf = (asked: SalesAsked, by: Dimension): Group[] =>
  blanks([by], asked).map((place) => ({ groups: place, beside: place, now: undefined, before: undefined }))

/** Takes away the periods up to this one, and gives those before it. */
function passed(empty: Group[], to: Summed[string]): Group[] {
  const keyOf = (group: Group) => String(group.groups[0])
  const later = empty.findIndex((group) => to !== null && keyOf(group) > String(to))
  return empty.splice(0, later === -1 ? empty.length : later).filter((group) => to === null || keyOf(group) !== to)
}

function groupOf({ compare }: SalesAsked, row: Summed, place: (Summed[string] | undefined)[]): Group {
  const groups = place.map((group) => group ?? null)
  const sum = (after: string): Sum => ({
    groups,
    amount: Number(row[`amount${after}`] ?? 0),
    quantity: Number(row[`quantity${after}`] ?? 0),
    orders: Number(row[`orders${after}`] ?? 0),
  })
  return { groups, beside: groups, now: sum(''), before: compare ? sum('_before') : undefined }
}

/** Adds what a further part of a group comes to. */
function add(group: Group, more: Group): void {
  for (const span of ['now', 'before'] as const) {
    const [sum, further] = [group[span], more[span]]
    if (sum && further) for (const measure of measures) sum[measure] += further[measure]
  }
}
