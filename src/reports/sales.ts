import { Refusal } from '../i18n/refusal.ts'
import type { DayRange } from '../values/days.ts'
import { periodsIn } from '../values/periods.ts'
import { type Dimension, isPeriod, type Named, namesOf } from './dimensions.ts'
import { type Place, type Sum, sums } from './facts.ts'
import { comparedDays, type Measure, recordsAddress, type SalesAsked } from './question.ts'
import { type Cell, half, type Result, type Row, report } from './report.ts'
import { salesDrawing } from './sales-drawing.ts'

const mostColumns = 24
const mostGroups = 200_000

/** What is sold: amount, quantity, orders and the average order, by one group or two crossed. */
export const salesReport = report<SalesAsked>({
  name: 'sales',
  run: runSales,
  layout: (asked) => asked,
  drawing: salesDrawing,
})

async function runSales(asked: SalesAsked): Promise<Result> {
  const { group_by, then_by } = asked
  const table = await tableOf(asked)
  const total = await table([])
  const rows = inOrder(await table([group_by]), asked, group_by)
  const parts = then_by ? await table([group_by, then_by]) : []
  const heads = then_by ? inOrder(await table([then_by]), asked, then_by) : []
  const under = new Map<string | null, Entry[]>()
  for (const part of parts) {
    const group = part.keys[0] ?? null
    const there = under.get(group)
    if (there) there.push(part)
    else under.set(group, [part])
  }
  const asRow = ({ keys, labels, ...rest }: Entry): Row => ({
    key: keys.at(-1) ?? null,
    label: labels.at(-1) ?? null,
    parts: [],
    ...rest,
  })
  return {
    heads: [group_by, ...(then_by ? [then_by] : [])].map((name) => ({ name })),
    measures: [
      { name: 'amount', unit: 'money' },
      { name: 'quantity', unit: 'quantity' },
      { name: 'orders', unit: 'count' },
      { name: 'average_order', unit: 'money' },
    ],
    rows: rows.map((row) => ({
      ...asRow(row),
      parts: then_by ? inOrder(under.get(row.keys[0] ?? null) ?? [], asked, then_by).map(asRow) : [],
    })),
    columns: then_by && heads.length <= mostColumns ? heads.map(asRow) : null,
    totals: total.map(asRow)[0] as Row,
  }
}

/** A group before it is a row: one key and one label for each dimension. */
interface Entry {
  keys: (string | null)[]
  labels: (string | null)[]
  cells: Cell[]
  compared: Cell[] | null
}

/** Makes the entries of any grouping of the question, each beside what it is compared with. */
async function tableOf(asked: SalesAsked): Promise<(by: Dimension[]) => Promise<Entry[]>> {
  const days = { from: asked.from, to: asked.to }
  const then = comparedDays(asked)
  return async (by) => {
    const now = await named(await sums({ ...asked, places: [] }, by), by)
    const before = then ? await named(await sums({ ...asked, ...then, places: [] }, by), by) : []
    const shift = then ? shiftOf(by, then, days) : undefined
    const entries = new Map<string, { now?: NamedSum; before?: NamedSum; place: Named[] }>()
    const enter = (place: Named[], found: { now?: NamedSum; before?: NamedSum }) => {
      const id = JSON.stringify(place.map(({ key }) => key))
      entries.set(id, { place, ...entries.get(id), ...found })
    }
    for (const place of blanks(by, days)) enter(place, {})
    for (const sum of now) enter(sum.place, { now: sum })
    for (const sum of before) {
      const place = shift?.(sum.place)
      if (place) enter(place, { before: sum })
    }
    if (entries.size > mostGroups) throw new Refusal('then_by', 'reports.too_many')
    return [...entries.values()].map(({ place, now, before }) => {
      const at = (names: Named[]): Place[] =>
        by.map((dimension, index) => ({ dimension, key: names[index]?.key ?? null }))
      return {
        keys: place.map(({ key }) => key),
        labels: place.map(({ label }) => label),
        cells: cells(asked, now, days, at(place)),
        compared: then && cells(asked, before, then, at(before?.place ?? shift?.(place, true) ?? place)),
      }
    })
  }
}

type NamedSum = Sum & { place: Named[] }

async function named(found: Sum[], by: Dimension[]): Promise<NamedSum[]> {
  const names = await Promise.all(
    by.map((dimension, index) =>
      namesOf(
        dimension,
        found.map(({ groups }) => groups[index] ?? null),
      ),
    ),
  )
  return found.map((sum) => ({
    ...sum,
    place: sum.groups.map((group, index) => names[index]?.get(group) ?? { key: null, label: null }),
  }))
}

/** The periods of one range stand beside those of the other by their position; `back` asks the other way round. */
function shiftOf(by: Dimension[], from: DayRange, to: DayRange) {
  const pairs = by.map((dimension) => {
    if (!isPeriod(dimension)) return undefined
    const [theirs, ours] = [periodsIn(from, dimension), periodsIn(to, dimension)]
    return { there: paired(theirs, ours), back: paired(ours, theirs) }
  })
  return (place: Named[], back = false): Named[] | undefined => {
    const moved = place.map(({ key, label }, index) => {
      const pair = pairs[index]?.[back ? 'back' : 'there']
      const other = pair?.get(key ?? '')
      return pair ? (other === undefined ? undefined : { key: other, label: other }) : { key, label }
    })
    return moved.some((one) => one === undefined) ? undefined : moved.filter((one) => one !== undefined)
  }
}

const paired = (from: string[], to: string[]) =>
  new Map(from.flatMap((key, index) => (to[index] === undefined ? [] : [[key, to[index]] as const])))

/** Periods without sales are rows too. */
function blanks([only, ...more]: Dimension[], days: DayRange): Named[][] {
  if (!only || more.length > 0 || !isPeriod(only)) return []
  return periodsIn(days, only).map((key) => [{ key, label: key }])
}

function cells(asked: SalesAsked, sum: Sum | undefined, days: DayRange, places: Place[]): Cell[] {
  const { amount, quantity, orders } = sum ?? { amount: 0, quantity: 0, orders: 0 }
  const href = (measure: Measure) => () => recordsAddress(asked, measure, days, places)
  return [
    { measure: 'amount', unit: 'money', value: amount, href: href('amount') },
    { measure: 'quantity', unit: 'quantity', value: quantity, href: href('quantity') },
    { measure: 'orders', unit: 'count', value: orders, href: href('orders') },
    {
      measure: 'average_order',
      unit: 'money',
      value: orders > 0 ? half(BigInt(amount), BigInt(orders)) : null,
      href: href('amount'),
    },
  ]
}

/** Periods in time, everything else by the measure from the greatest down, then by key. */
function inOrder(entries: Entry[], { measure }: SalesAsked, by: Dimension): Entry[] {
  const key = ({ keys }: Entry) => keys.at(-1) ?? ''
  const value = ({ cells }: Entry) => cells.find((cell) => cell.measure === measure)?.value ?? 0
  const byKey = (a: Entry, b: Entry) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)
  return isPeriod(by) ? entries.toSorted(byKey) : entries.toSorted((a, b) => value(b) - value(a) || byKey(a, b))
}
