import { reader } from '../../database/database.ts'
import { toArray } from '../../lists/list.ts'
import type { DayRange } from '../../values/days.ts'
import { roundedDivide } from '../../values/percent.ts'
import type { MeasureValue } from '../engine/figures.ts'
import type { ReportMeasure as Defined, MeasureCell, ReportResult, ResultRow } from '../engine/result.ts'
import type { GroupKey } from './filters.ts'
import {
  comparedDays,
  pairedPeriods,
  type SalesAsked,
  type SalesMeasure,
  salesMeasureNames,
  salesRecordsUrl,
} from './parameters.ts'
import { type GroupingPair, type SummedRow, salesGroupsQuery, salesSums } from './statements.ts'

export const salesMeasures: Record<SalesMeasure | 'average_order', Defined> = {
  amount: { name: 'amount', unit: 'money', label: 'reports.amount', comparedLabel: 'reports.compared_amount' },
  quantity: {
    name: 'quantity',
    unit: 'quantity',
    label: 'reports.quantity',
    comparedLabel: 'reports.compared_quantity',
  },
  orders: { name: 'orders', unit: 'count', label: 'reports.orders', comparedLabel: 'reports.compared_orders' },
  average_order: {
    name: 'average_order',
    unit: 'money',
    label: 'reports.average_order',
    comparedLabel: 'reports.compared_average_order',
  },
}

/** So many second groups stand in columns; more are rows. */
const mostColumns = 24

/** The first groups of a question with their parts, and what all come to. */
export async function firstGroups(asked: SalesAsked, most: number): Promise<ReportResult> {
  const { then_by } = asked
  const by = groupedOf(asked)
  const heads = then_by ? await salesGroupsQuery(asked, [then_by], { groups: mostColumns + 1, parts: 0 }).execute() : []
  const crossed = then_by !== null && heads.length <= mostColumns
  const found = await salesGroupsQuery(asked, by, {
    groups: most,
    parts: crossed ? most * mostColumns : most,
  }).execute()
  const [all = {}] = (await salesSums(asked, []).execute(reader())).rows
  const rows = await toArray(nested(found, rowMaker(asked, by)))
  const parts = rows.reduce((sum, row) => sum + row.parts.length, 0)
  const [first] = found
  return {
    rows,
    columns: crossed ? heads.map((head) => rowMaker(asked, [then_by])(head, 1)) : null,
    totals: rowMaker(asked, by)(all, 0),
    cut: first ? { groups: Number(first.groups) - rows.length, parts: Number(first.parts) - parts } : none,
  }
}

const none = { groups: 0, parts: 0 }

/** The sums of exactly the facts at some places. Of a salesperson shares and orders are not the same facts, so that one of the two stands here. */
export async function salesTotals(asked: SalesAsked, places: GroupKey[]): Promise<MeasureValue[]> {
  const [found = {}] = (await salesSums({ ...asked, compare: null }, [], places).execute(reader())).rows
  const personal = asked.owner_id !== null || places.some(({ dimension }) => dimension === 'salesperson')
  const counted = (name: SalesMeasure) => !personal || (name === 'orders') === (asked.measure === 'orders')
  const values = valuesOf(found, 0, '')
  return salesMeasureNames.filter(counted).map((name) => ({ measure: salesMeasures[name], value: values[name] }))
}

/** All groups in the same order, one after another. */
export const allGroups = (asked: SalesAsked): AsyncGenerator<ResultRow> =>
  nested(salesGroupsQuery(asked, groupedOf(asked)).stream(), rowMaker(asked, groupedOf(asked)))

const groupedOf = ({ group_by, then_by }: SalesAsked): GroupingPair => (then_by ? [group_by, then_by] : [group_by])

type MakeRow = (found: SummedRow, level: number) => ResultRow

/** Rows of the database as groups with their parts: those of one group follow each other. */
async function* nested(
  found: Iterable<SummedRow> | AsyncIterable<SummedRow>,
  make: MakeRow,
): AsyncGenerator<ResultRow> {
  let last: { group: SummedRow[string] | undefined; row: ResultRow } | undefined
  for await (const one of found) {
    if (last?.group !== one.g1 || !last) {
      if (last) yield last.row
      last = { group: one.g1, row: make(one, 1) }
    }
    if (one.g2 !== undefined && one.g2 !== null) last.row.parts.push(make(one, 2))
  }
  if (last) yield last.row
}

/** Makes rows of what was found: on the first level its groups, on the second their parts, on none what all come to. */
function rowMaker(asked: SalesAsked, by: GroupingPair): MakeRow {
  const { from, to } = asked
  const then = comparedDays(asked)
  const pairs = by.map((dimension) => dimension && pairedPeriods(asked, dimension))
  return (found, level) => {
    const places = by.slice(0, level).flatMap((dimension, index): GroupKey[] => {
      const key = found[`key${index + 1}`]
      return dimension ? [{ dimension, key: key ? String(key) : null }] : []
    })
    const before = places.map(({ dimension, key }, index) => ({ dimension, key: pairs[index]?.get(key ?? '') ?? key }))
    const label = found[`label${level}`]
    return {
      key: places.at(-1)?.key ?? null,
      label: label ? String(label) : null,
      cells: cellsOf(asked, valuesOf(found, level, ''), { from, to }, places),
      compared: then && cellsOf(asked, valuesOf(found, level, '_before'), then, before),
      parts: [],
    }
  }
}

const valuesOf = (found: SummedRow, level: number, after: string): Record<SalesMeasure, number> => ({
  amount: Number(found[`amount${level}${after}`]),
  quantity: Number(found[`quantity${level}${after}`]),
  orders: Number(found[`orders${level}${after}`]),
})

function cellsOf(
  asked: SalesAsked,
  values: Record<SalesMeasure, number>,
  days: DayRange,
  places: GroupKey[],
): MeasureCell[] {
  const { amount, orders } = values
  const href = (name: SalesMeasure) => () => salesRecordsUrl(asked, name, days, places)
  const average = orders > 0 ? roundedDivide(BigInt(amount), BigInt(orders)) : null
  return [
    ...salesMeasureNames.map((name) => ({ measure: salesMeasures[name], value: values[name], href: href(name) })),
    { measure: salesMeasures.average_order, value: average, href: href('amount') },
  ]
}
