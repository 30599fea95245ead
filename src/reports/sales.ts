import type { DayRange } from '../values/days.ts'
import { customersInTurn, firstCustomers } from './customers.ts'
import { asksCustomers } from './customers-statements.ts'
import { type Dimension, namesOf } from './dimensions.ts'
import type { Place } from './facts.ts'
import {
  averageOf,
  foundOf,
  type Group,
  inOrder,
  mostColumns,
  type Names,
  partsUnder,
  type Slice,
  slicesOf,
} from './groups.ts'
import { comparedDays, type Measure, recordsAddress, type SalesAsked } from './question.ts'
import { type Cell, type Result, type Row, report } from './report.ts'
import { salesDrawing } from './sales-drawing.ts'

/** What is sold: amount, quantity, orders and the average order, by one group or two crossed. */
export const salesReport = report<SalesAsked>({
  name: 'sales',
  measures: [
    { name: 'amount', unit: 'money' },
    { name: 'quantity', unit: 'quantity' },
    { name: 'orders', unit: 'count' },
    { name: 'average_order', unit: 'money' },
  ],
  run: runSales,
  rows: salesRows,
  layout: (asked) => asked,
  drawing: salesDrawing,
})

async function runSales(asked: SalesAsked, most: number): Promise<Result> {
  const { then_by } = asked
  const { groups, parts, heads, total, counts } = asksCustomers(asked)
    ? await firstCustomers(asked, most)
    : await foundOf(asked)
  const shown = groups.slice(0, most)
  const crossed = then_by !== null && heads.length <= mostColumns
  const shownParts = partsShown(shown, parts, crossed ? Number.POSITIVE_INFINITY : most)
  return {
    rows: await divided(asked, { groups: shown, parts: shownParts, names: new Map() }),
    columns: crossed ? await rowsOf(asked, [then_by], inOrder(heads, asked, then_by)) : null,
    totals: (await rowsOf(asked, [], [total]))[0] as Row,
    cut: { groups: counts.groups - shown.length, parts: counts.parts - shownParts.length },
  }
}

/** The parts of the first groups until these fill so many rows with them under each: what comes after, a page only counts. */
function partsShown(groups: Group[], parts: Group[], most: number): Group[] {
  const under = partsUnder(parts)
  const shown: Group[] = []
  for (const [above, { groups: place }] of groups.entries()) {
    if (above + shown.length >= most) break
    for (const part of under.get(place[0] ?? null) ?? []) shown.push(part)
  }
  return shown
}

/** All rows, of which only some are there at a time. */
async function* salesRows(asked: SalesAsked): AsyncGenerator<Row> {
  const slices = asksCustomers(asked) ? customersInTurn(asked) : slicesOf(await foundOf(asked))
  for await (const slice of slices) yield* await divided(asked, slice)
}

/** Groups as rows, with their parts under them, each in its order. */
async function divided(asked: SalesAsked, { groups, parts, names }: Slice): Promise<Row[]> {
  const { group_by, then_by } = asked
  const rows = await rowsOf(asked, [group_by], groups, names)
  if (!then_by) return rows
  const ordered = inOrder(parts, asked, then_by)
  const made = await rowsOf(asked, [group_by, then_by], ordered, names)
  const under = new Map<string | number | null, Row[]>(groups.map(({ groups: [group = null] }) => [group, []]))
  ordered.forEach(({ groups: [group = null] }, index) => {
    const row = made[index]
    if (row) under.get(group)?.push(row)
  })
  return rows.map((row, index) => ({ ...row, parts: under.get(groups[index]?.groups[0] ?? null) ?? [] }))
}

/** Groups as rows: named, with their figures and where these lead. */
async function rowsOf(asked: SalesAsked, by: Dimension[], groups: Group[], known: Names = new Map()): Promise<Row[]> {
  const days = { from: asked.from, to: asked.to }
  const then = comparedDays(asked)
  const names = await Promise.all(
    by.map((dimension, index) => {
      const places = groups.flatMap((group) => [group.groups[index] ?? null, group.beside[index] ?? null])
      return known.get(dimension) ?? namesOf(dimension, places)
    }),
  )
  const at = (place: Group['groups']): Place[] =>
    by.map((dimension, index) => ({ dimension, key: names[index]?.get(place[index] ?? null)?.key ?? null }))
  return groups.map((group) => {
    const own = names.at(-1)?.get(group.groups.at(-1) ?? null)
    return {
      key: own?.key ?? null,
      label: own?.label ?? null,
      cells: cells(asked, group.now, days, at(group.groups)),
      compared: then && cells(asked, group.before, then, at(group.beside)),
      parts: [],
    }
  })
}

function cells(asked: SalesAsked, sum: Group['now'], days: DayRange, places: Place[]): Cell[] {
  const { amount, quantity, orders } = sum ?? { amount: 0, quantity: 0, orders: 0 }
  const href = (measure: Measure) => () => recordsAddress(asked, measure, days, places)
  return [
    { measure: 'amount', unit: 'money', value: amount, href: href('amount') },
    { measure: 'quantity', unit: 'quantity', value: quantity, href: href('quantity') },
    { measure: 'orders', unit: 'count', value: orders, href: href('orders') },
    { measure: 'average_order', unit: 'money', value: averageOf(sum), href: href('amount') },
  ]
}
