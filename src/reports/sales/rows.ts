import { reader } from '../../database/database.ts'
import { collectRows } from '../../lists/list.ts'
import type { DayRange } from '../../values/days.ts'
import { roundedDivide } from '../../values/percent.ts'
import type { MeasureValue } from '../engine/format-figures.ts'
import { isPeriodGrouping } from '../engine/period-names.ts'
import type { ReportMeasure as Defined, MeasureCell, ReportResult, ResultRow } from '../engine/result.ts'
import { daysWithin, type PeriodPair, pairedPeriods } from './comparison.ts'
import type { Dimension } from './dimensions.ts'
import type { GroupKey } from './filter-conditions.ts'
import { type SalesMeasure, type SalesParameters, salesMeasureNames, salesRecordsUrl } from './parameters.ts'
import { type GroupingPair, type SummedRow, salesGroupsQuery, salesSumsQuery } from './sql-statements.ts'

/** The measures of the sales report, in the order of columns. */
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

/** Columns of a cross table; more groups are shown as nested rows. */
const mostColumns = 24

/** The first `limit` groups with their parts, and the totals of all. */
export async function limitedSalesReport(params: SalesParameters, limit: number): Promise<ReportResult> {
  const { then_by } = params
  const groupings = groupingsOf(params)
  const heads = then_by
    ? await salesGroupsQuery(params, [then_by], { groups: mostColumns + 1, parts: 0 }).execute()
    : []
  const isCrossTable = then_by !== null && heads.length <= mostColumns
  const groupRows = await salesGroupsQuery(params, groupings, {
    groups: limit,
    parts: isCrossTable ? limit * mostColumns : limit,
  }).execute()
  const [totalRow = {}] = (await salesSumsQuery(params, []).execute(reader())).rows
  const rows = await collectRows(collectGroups(groupRows, rowMaker(params, groupings)))
  const parts = rows.reduce((sum, row) => sum + row.parts.length, 0)
  const [first] = groupRows
  return {
    rows,
    columns: isCrossTable ? heads.map((head) => rowMaker(params, [then_by])(head, 1)) : null,
    totals: rowMaker(params, groupings)(totalRow, 0),
    cut: first ? { groups: Number(first.groups) - rows.length, parts: Number(first.parts) - parts } : nothingOmitted,
  }
}

const nothingOmitted = { groups: 0, parts: 0 }

/**
 * Sums of the facts of a cell. For a salesperson, amounts and order counts come from different facts, so only the
 * requested kind is returned.
 */
export async function salesCellTotals(params: SalesParameters, places: GroupKey[]): Promise<MeasureValue[]> {
  const [found = {}] = (await salesSumsQuery({ ...params, compared: null }, [], places).execute(reader())).rows
  const personal = params.owner_id !== null || places.some(({ dimension }) => dimension === 'salesperson')
  const isRequested = (name: SalesMeasure) => !personal || (name === 'orders') === (params.measure === 'orders')
  const values = valuesOf(found, 0, '')
  return salesMeasureNames.filter(isRequested).map((name) => ({ measure: salesMeasures[name], value: values[name] }))
}

/** Streams all groups in the same order, for the CSV. */
export const allSalesReportGroups = (params: SalesParameters): AsyncGenerator<ResultRow> =>
  collectGroups(salesGroupsQuery(params, groupingsOf(params)).stream(), rowMaker(params, groupingsOf(params)))

const groupingsOf = ({ group_by, then_by }: SalesParameters): GroupingPair =>
  then_by ? [group_by, then_by] : [group_by]

type MakeRow = (found: SummedRow, level: number) => ResultRow

/** Collects database rows into groups with parts; rows of one group must follow each other. */
async function* collectGroups(
  found: Iterable<SummedRow> | AsyncIterable<SummedRow>,
  make: MakeRow,
): AsyncGenerator<ResultRow> {
  let last: { group: SummedRow[string] | undefined; row: ResultRow } | undefined
  for await (const record of found) {
    if (last?.group !== record.g1 || !last) {
      if (last) yield last.row
      last = { group: record.g1, row: make(record, 1) }
    }
    if (record.g2 !== undefined && record.g2 !== null) last.row.parts.push(make(record, 2))
  }
  if (last) yield last.row
}

/** Makes result rows from database rows. Level 0 is the total, 1 a group, 2 a part of a group. */
function rowMaker(params: SalesParameters, groupings: GroupingPair): MakeRow {
  const { from, to, compared } = params
  const pairs = groupings.map((dimension) => dimension && pairedPeriods(params, dimension))
  return (found, level) => {
    const sides = groupings.slice(0, level).map((dimension, index) => {
      const key = found[`key${index + 1}`]
      const pair = pairs[index]?.[Number(key)] ?? { own: key ? String(key) : null, compared: key ? String(key) : null }
      return { dimension: dimension as Dimension, ...pair }
    })
    const label = found[`label${level}`]
    const cells = (side: keyof PeriodPair, days: DayRange) =>
      sides.some((each) => isPeriodGrouping(each.dimension) && each[side] === null)
        ? emptyCells
        : cellsOf(
            params,
            valuesOf(found, level, side === 'own' ? '' : '_before'),
            days,
            sides.map(({ dimension, [side]: key }) => ({ dimension, key })),
          )
    const comparedPeriods = sides.flatMap((each) => (isPeriodGrouping(each.dimension) ? [each.compared ?? ''] : []))
    return {
      key: sides.at(-1)?.own ?? null,
      label: label ? String(label) : null,
      cells: cells('own', { from, to }),
      compared: compared && cells('compared', compared),
      comparedDays: compared && (comparedPeriods.includes('') ? null : daysWithin(compared, comparedPeriods)),
      ...(isPeriodGrouping(sides.at(-1)?.dimension ?? '') && { position: Number(found[`key${level}`]) }),
      parts: [],
    }
  }
}

/** The cells of a period that only the other side of the comparison has. */
const emptyCells: MeasureCell[] = Object.values(salesMeasures).map((measure) => ({ measure, value: null, href: null }))

const valuesOf = (found: SummedRow, level: number, suffix: string): Record<SalesMeasure, number> => ({
  amount: Number(found[`amount${level}${suffix}`]),
  quantity: Number(found[`quantity${level}${suffix}`]),
  orders: Number(found[`orders${level}${suffix}`]),
})

function cellsOf(
  params: SalesParameters,
  values: Record<SalesMeasure, number>,
  days: DayRange,
  places: GroupKey[],
): MeasureCell[] {
  const { amount, orders } = values
  const href = (name: SalesMeasure) => () => salesRecordsUrl(params, name, days, places)
  const average = orders > 0 ? roundedDivide(BigInt(amount), BigInt(orders)) : null
  return [
    ...salesMeasureNames.map((name) => ({ measure: salesMeasures[name], value: values[name], href: href(name) })),
    { measure: salesMeasures.average_order, value: average, href: href('amount') },
  ]
}
