import type { DayRange } from '../values/days.ts'
import { periodsIn } from '../values/periods.ts'
import { type Dimension, isPeriod, type Named } from './dimensions.ts'
import type { Sum } from './facts.ts'
import { comparedDays, type SalesAsked } from './question.ts'
import { half } from './report.ts'
import { type Summing, summing } from './sums.ts'

type Place = Sum['groups']

/** A group, and beside which it is compared; a sum is absent where nothing was sold. */
export interface Group {
  groups: Place
  beside: Place
  now: Sum | undefined
  before: Sum | undefined
}

/** So many second groups stand in columns; more are rows. */
export const mostColumns = 24

/** What a report's table is made of: groups, the parts of these, and what stands under each second group. */
export interface Found {
  groups: Group[]
  parts: Group[]
  heads: Group[]
  total: Group
  /** How many there are, also of those that were not asked for. */
  counts: { groups: number; parts: number }
}

/** All groups of a question, in its order. */
export async function foundOf(asked: SalesAsked): Promise<Found> {
  const { group_by, then_by } = asked
  const sums = summing(then_by ? [group_by, then_by] : [group_by])
  const groups = inOrder(await groupsOf(asked, [group_by], sums), asked, group_by)
  const parts = then_by ? await groupsOf(asked, [group_by, then_by], sums) : []
  const heads = then_by ? await groupsOf(asked, [then_by], sums) : []
  const [total] = (await groupsOf(asked, [], sums)) as [Group]
  return { groups, parts, heads, total, counts: { groups: groups.length, parts: parts.length } }
}

/** Some groups, with their parts, and what of their names is known already. */
export interface Slice extends Pick<Found, 'groups' | 'parts'> {
  names: Names
}

export type Names = Map<Dimension, Map<Place[number], Named>>

/** So many groups are made into rows at once: each needs many times the room that its sums take. */
export const sliceSize = 500

/** Parts by the group that they stand under. */
export function partsUnder(parts: Group[]): Map<Place[number], Group[]> {
  const under = new Map<Place[number], Group[]>()
  for (const part of parts) {
    const [group = null] = part.groups
    const there = under.get(group)
    if (there) there.push(part)
    else under.set(group, [part])
  }
  return under
}

/** What was found, some groups at a time. */
export function* slicesOf({ groups, parts }: Found): Generator<Slice> {
  const under = partsUnder(parts)
  for (let start = 0; start < groups.length; start += sliceSize) {
    const next = groups.slice(start, start + sliceSize)
    const own = next.flatMap(({ groups: [group = null] }) => under.get(group) ?? [])
    yield { groups: next, parts: own, names: new Map() }
  }
}

/** Sums the facts of a question by groups, periods without sales too, each beside what it is compared with. */
async function groupsOf(asked: SalesAsked, by: Dimension[], sums: Summing): Promise<Group[]> {
  const days = { from: asked.from, to: asked.to }
  const then = comparedDays(asked)
  const now = await sums({ ...asked, places: [] }, by)
  const empty = blanks(by, days)
  if (!then && empty.length === 0)
    return now.map((sum) => ({ groups: sum.groups, beside: sum.groups, now: sum, before: undefined }))
  const shift = then ? shifts(by, then, days) : null
  const found = new Map<string, Group>()
  const groupAt = (groups: Place): Group => {
    const key = groups.join('\n')
    const there = found.get(key)
    if (there) return there
    const group = { groups, beside: shift?.back(groups) ?? groups, now: undefined, before: undefined }
    found.set(key, group)
    return group
  }
  for (const place of empty) groupAt(place)
  for (const sum of now) groupAt(sum.groups).now = sum
  if (!then) return [...found.values()]
  for (const sum of await sums({ ...asked, ...then, places: [] }, by)) {
    const place = shift?.there(sum.groups)
    if (place) groupAt(place).before = sum
  }
  return [...found.values()]
}

/** The periods of one range stand beside those of the other by their position; undefined where there is none. */
function shifts(by: Dimension[], from: DayRange, to: DayRange) {
  const pairs = by.map((dimension) => {
    if (!isPeriod(dimension)) return undefined
    const [theirs, ours] = [periodsIn(from, dimension), periodsIn(to, dimension)]
    return { there: paired(theirs, ours), back: paired(ours, theirs) }
  })
  const moved = (way: 'there' | 'back') => (place: Place) => {
    const to = place.map((group, index) => {
      const pair = pairs[index]?.[way]
      return pair ? pair.get(String(group)) : group
    })
    return to.some((one) => one === undefined) ? undefined : (to as Place)
  }
  return { there: moved('there'), back: moved('back') }
}

const paired = (from: string[], to: string[]) =>
  new Map(from.flatMap((key, index) => (to[index] === undefined ? [] : [[key, to[index]] as const])))

/** Periods without sales are rows too. */
export function blanks([only, ...more]: Dimension[], days: DayRange): Place[] {
  return only && more.length === 0 && isPeriod(only) ? periodsIn(days, only).map((key) => [key]) : []
}

/** Periods in time, everything else by the measure from the greatest down; what is equal by its text or as it was entered. */
export function inOrder(groups: Group[], { measure }: SalesAsked, by: Dimension): Group[] {
  const last = ({ groups }: Group) => groups.at(-1) ?? ''
  const byGroup = (a: Group, b: Group) => (last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0)
  const value = ({ now }: Group) => now?.[measure] ?? 0
  return isPeriod(by) ? groups.toSorted(byGroup) : groups.toSorted((a, b) => value(b) - value(a) || byGroup(a, b))
}

/** What an order came to on average; null where there was none. */
export const averageOf = (sum: Sum | undefined): number | null =>
  sum && sum.orders > 0 ? half(BigInt(sum.amount), BigInt(sum.orders)) : null
