import { join } from 'node:path'
import { randomPerson } from '../../../../src/commands/demo/names.ts'
import { seededRandom } from '../../../../src/commands/demo/random.ts'
import { type Visitor, visitor } from '../../program/http-client.ts'
import { start } from '../../program/program.ts'
import { frequentCustomers } from '../department.ts'
import { ratioLimits } from '../limits.ts'
import { cyclingThrough, type Effort } from '../measure.ts'
import type { Figure, FigureLimit } from '../rows.ts'
import type { Served } from '../server.ts'
import { percentile } from '../statistics.ts'
import { idsOn } from '../tasks/lists.ts'
import { measureAlternately, type Side, type Turn } from './alternate.ts'

/** A bare page, and the program's pages compared with it. */
interface Yardstick {
  bare: { what: string; ask: Side['ask'] }
  own: { what: string; ask: Side['ask']; limit: FigureLimit }[]
}

/**
 * Compares the program's pages with bare pages of the same records: responses per second at 16 connections, and their
 * ratio. Throws if the two customer lists differ.
 */
export async function bareFigures(large: Served, effort: Effort): Promise<Figure[]> {
  const { program, people, folder } = large
  const bare = await start('test/tools/bench/yardstick/bare.js', folder, {}, [])
  const plain = visitor(bare.origin)
  try {
    const [own, other] = await Promise.all([people.manager, plain].map((one) => idsOn(one, '/customers')))
    if (String(own) !== String(other)) throw new Error('the bare list shows other customers than the program')
    const customers = frequentCustomers(join(folder, 'salesbook.db'), 100)
    const figures: Figure[] = []
    for (const one of yardsticks(people.manager, plain, customers)) {
      const sides = [{ program: bare, ask: one.bare.ask }, ...one.own.map(({ ask }) => ({ program, ask }))]
      figures.push(...figuresOf(one, await measureAlternately(sides, effort)))
    }
    return figures
  } finally {
    plain.leave()
    await bare.stop()
  }
}

function yardsticks(manager: Visitor, plain: Visitor, customers: readonly number[]): Yardstick[] {
  const page = (as: Visitor, path: string) => () => as.ask({ path })
  const opened = (as: Visitor) => {
    const id = cyclingThrough(customers)
    let number = 0
    return () => as.ask({ path: `/customers/${id(number++)}` })
  }
  const creates = (as: Visitor) => {
    const by = seededRandom(4)
    return () => as.ask({ path: '/customers', form: { ...randomPerson(by), confirm_duplicate: '1' } })
  }
  const { customers: limit, otherLists, record, creation } = ratioLimits
  return [
    {
      bare: { what: 'bare list with its count', ask: page(plain, '/customers') },
      own: [{ what: 'customers', ask: page(manager, '/customers'), limit }],
    },
    {
      bare: { what: 'bare list', ask: page(plain, '/uncounted') },
      own: [
        { what: 'opportunities', ask: page(manager, '/opportunities'), limit: otherLists },
        { what: 'orders', ask: page(manager, '/orders'), limit: otherLists },
      ],
    },
    {
      bare: { what: 'bare customer with 25 orders', ask: opened(plain) },
      own: [{ what: 'customer', ask: opened(manager), limit: record }],
    },
    {
      bare: { what: 'bare insert of a customer', ask: creates(plain) },
      own: [{ what: 'customer, new', ask: creates(manager), limit: creation }],
    },
  ]
}

/** All rates, and the ratio of each of the program's pages to the bare page: the median over the rounds. */
function figuresOf({ bare, own }: Yardstick, [bareTurns = [], ...ownTurns]: Turn[][]): Figure[] {
  const figure = (what: string, value: number | null, unit: string, limit: Figure['limit'] = null): Figure => ({
    part: 'bare',
    what,
    value,
    unit,
    limit,
  })
  const rate = (what: string, turns: readonly Turn[]) =>
    figure(
      what,
      percentile(
        turns.map((turn) => turn.rate),
        0.5,
      ),
      'a second',
    )
  return [
    rate(bare.what, bareTurns),
    ...own.flatMap(({ what, limit }, at) => {
      const turns = ownTurns[at] ?? []
      const pairs = turns.map((turn, round) => [turn, bareTurns[round] ?? turn] as const)
      const part = percentile(
        pairs.map(([ours, theirs]) => ours.rate / theirs.rate),
        0.5,
      )
      return [
        rate(what, turns),
        figure(`${what} / ${bare.what}`, part, '', limit),
        figure(`${what} / ${bare.what}, by processor time`, byProcessor(pairs), ''),
      ]
    }),
  ]
}

/**
 * The bare page's processor time divided by the program's, which is more reliable on a busy machine. Null if the system
 * does not report it, or too few requests were sent to measure it.
 */
function byProcessor(pairs: readonly (readonly [ours: Turn, theirs: Turn])[]): number | null {
  const parts = pairs.map(([ours, theirs]) => (theirs.processor ?? 0) / (ours.processor ?? 0))
  return parts.every((part) => part > 0 && part < Number.POSITIVE_INFINITY) ? percentile(parts, 0.5) : null
}
