import { Refusal } from '../i18n/refusal.ts'
import type { DayRange } from '../values/days.ts'
import { type Dimension, namesOf } from './dimensions.ts'
import type { Place } from './facts.ts'
import { firstCustomers } from './first.ts'
import { averageOf, type Group, groupsOf, inOrder } from './groups.ts'
import { comparedDays, type Measure, recordsAddress, type SalesAsked } from './question.ts'
import { type Cell, type Result, type Row, report } from './report.ts'
import { salesDrawing } from './sales-drawing.ts'
import { summing } from './sums.ts'

const mostColumns = 24
const mostGroups = 200_000

/** What is sold: amount, quantity, orders and the average order, by one group or two crossed. */
export const salesReport = report<SalesAsked>({
  name: 'sales',
  run: runSales,
  layout: (asked) => asked,
  drawing: salesDrawing,
})

async function runSales(asked: SalesAsked, most = mostGroups): Promise<Result> {
  const { group_by, then_by } = asked
  const first = await firstCustomers(asked, most)
  const sums = summing(then_by ? [group_by, then_by] : [group_by])
  const groups = first?.groups ?? inOrder(await groupsOf(asked, [group_by], sums), asked, group_by)
  const count = first?.count ?? groups.length
  if (count > mostGroups) throw new Refusal('group_by', 'reports.too_many')
  const shown = groups.slice(0, most)
  const total: Group = first
    ? { groups: [], beside: [], now: first.total, before: undefined }
    : ((await groupsOf(asked, [], sums))[0] as Group)
  const rows = await rowsOf(asked, [group_by], shown)
  const parts = then_by ? await groupsOf(asked, [group_by, then_by], sums) : []
  if (parts.length > mostGroups) throw new Refusal('then_by', 'reports.too_many')
  const own = new Set(shown.map(({ groups }) => groups[0]))
  const shownParts = parts.filter(({ groups }) => own.has(groups[0] ?? null))
  const heads = then_by ? inOrder(await groupsOf(asked, [then_by], sums), asked, then_by) : []
  return {
    heads: [group_by, ...(then_by ? [then_by] : [])].map((name) => ({ name })),
    measures: [
      { name: 'amount', unit: 'money' },
      { name: 'quantity', unit: 'quantity' },
      { name: 'orders', unit: 'count' },
      { name: 'average_order', unit: 'money' },
    ],
    rows: then_by ? await divided(asked, [group_by, then_by], { groups: shown, rows, parts: shownParts }) : rows,
    columns: then_by && heads.length <= mostColumns ? await rowsOf(asked, [then_by], heads) : null,
    totals: (await rowsOf(asked, [], [total]))[0] as Row,
    cut: { groups: count - shown.length, parts: parts.length - shownParts.length },
  }
}

/** The rows with their parts under them, each in its order. */
async function divided(
  asked: SalesAsked,
  by: [Dimension, Dimension],
  { groups, rows, parts }: { groups: Group[]; rows: Row[]; parts: Group[] },
): Promise<Row[]> {
  const ordered = inOrder(parts, asked, by[1])
  const made = await rowsOf(asked, by, ordered)
  const under = new Map<string | number | null, Row[]>(groups.map(({ groups: [group = null] }) => [group, []]))
  ordered.forEach(({ groups: [group = null] }, index) => {
    const row = made[index]
    if (row) under.get(group)?.push(row)
  })
  return rows.map((row, index) => ({ ...row, parts: under.get(groups[index]?.groups[0] ?? null) ?? [] }))
}

/** Groups as rows: named, with their figures and where these lead. */
async function rowsOf(asked: SalesAsked, by: Dimension[], groups: Group[]): Promise<Row[]> {
  const days = { from: asked.from, to: asked.to }
  const then = comparedDays(asked)
  const names = await Promise.all(
    by.map((dimension, index) =>
      namesOf(
        dimension,
        groups.flatMap((group) => [group.groups[index] ?? null, group.beside[index] ?? null]),
      ),
    ),
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
