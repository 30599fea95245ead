import type { Answer, Asked, Visitor } from '../program/http-client.ts'
import type { Limit, Row } from './rows.ts'
import { timesOf } from './statistics.ts'

/** Something that people do often, to be measured. */
export interface Task {
  part: string
  what: string
  /** Which one of several of a kind: asked briefly, as there are many. */
  variant?: string
  as: Visitor
  /** The request of this number, counted from 0 through warm-up, alone and together. */
  request: (number: number) => Asked
  limit?: Limit
  /** So many requests at least, one after another: each of those taken in turn. */
  least?: number
  /** Not asked at many connections at once: too long, or only to be done once. */
  alone?: true
  told?: (answer: Answer) => void
}

/** How much is measured. */
export interface Effort {
  /** Requests before, which count nowhere. */
  warm: number
  /** Requests one after another, fewer when they take longer than so many milliseconds. */
  requests: number
  aloneFor: number
  /** Requests at so many connections, for so many milliseconds, one at least at each. */
  connections: number
  togetherFor: number
  /** So often do those take turns of that long whose rates are compared. */
  rounds: number
  /** Starts of the program. */
  starts: number
}

export const efforts = {
  full: { warm: 5, requests: 200, aloneFor: 1000, connections: 16, togetherFor: 700, rounds: 5, starts: 5 },
  quick: { warm: 2, requests: 20, aloneFor: 200, connections: 16, togetherFor: 100, rounds: 3, starts: 3 },
} as const satisfies Record<string, Effort>

const fewest = 3
/** A task's requests come in so many turns, where two programs take turns. */
const turns = 5

/** A task while it is measured. */
interface Measuring {
  /** A few requests that count nowhere. */
  warm(): Promise<void>
  /** One turn of requests, one after another; whether more are to come. */
  turn(): Promise<boolean>
  /** What was measured; `together`: asked at many connections at once, too. */
  row(together: boolean): Promise<Row>
}

/** Measures a task: many requests one after another, then many at once; a variant's one after another alone. */
export async function measure(task: Task, effort: Effort, processor: () => number | null): Promise<Row> {
  const isVariant = task.variant !== undefined
  const one = measuring(task, isVariant ? brief(effort) : effort, processor)
  await one.warm()
  while (await one.turn());
  return one.row(!isVariant)
}

const brief = (effort: Effort): Effort => ({
  ...effort,
  warm: Math.min(effort.warm, 1),
  requests: Math.ceil(effort.requests / 10),
  aloneFor: effort.aloneFor / 4,
})

/**
 * The same of two programs, in turns of a fraction of a second: on a shared machine one second is not as the next. Many at
 * once ask the first alone.
 */
export async function measureBoth(
  [task, processor]: [Task, () => number | null],
  other: Task,
  effort: Effort,
): Promise<[Row, Row]> {
  const both = [measuring(task, effort, processor), measuring(other, effort, () => null)] as const
  for (const one of both) await one.warm()
  for (let more = true; more; ) {
    more = false
    for (const one of both) more = (await one.turn()) || more
  }
  return [await both[0].row(true), await both[1].row(false)]
}

function measuring(task: Task, effort: Effort, processor: () => number | null): Measuring {
  const { part, what, variant = null, as, request, told, limit = null, least = fewest } = task
  const answers: Answer[] = []
  let number = 0
  let asked = 0
  let spent: number | null = 0
  const next = async () => {
    const asking = request(number++)
    const answer = await as.ask(asking)
    if (Number.isNaN(answer.server)) throw new Error(`${asking.path} answered without Server-Timing`)
    told?.(answer)
    return answer
  }
  const isEnough = () => answers.length >= effort.requests || (asked > effort.aloneFor && answers.length >= least)
  return {
    async warm() {
      if (!task.alone) for (let warm = 0; warm < effort.warm; warm++) await next()
    },
    async turn() {
      if (isEnough()) return false
      const began = performance.now()
      const before = processor()
      const most = Math.min(effort.requests, answers.length + Math.ceil(effort.requests / turns))
      do answers.push(await next())
      while (answers.length < most && performance.now() - began < effort.aloneFor / turns)
      const after = processor()
      spent = spent === null || before === null || after === null ? null : spent + after - before
      asked += performance.now() - began
      return !isEnough()
    },
    row: async (together) => ({
      part,
      what,
      variant,
      server: timesOf(answers.map(({ server }) => server)),
      seen: timesOf(answers.map(({ seen }) => seen)),
      processor: spent === null ? null : spent / answers.length,
      rate: task.alone || !together ? null : await rateOf(next, effort),
      limit,
    }),
  }
}

/** Answers a second when so many connections ask at once, each its next when it has its last. */
export async function rateOf(next: () => Promise<unknown>, { connections, togetherFor }: Effort): Promise<number> {
  const began = performance.now()
  let answered = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      do {
        await next()
        answered++
      } while (performance.now() - began < togetherFor)
    }),
  )
  return answered / ((performance.now() - began) / 1000)
}

/** Goes round a list: a request of a number. Throws RangeError where there is nothing. */
export function inTurn<T>(of: readonly T[]): (number: number) => T {
  return (number) => {
    const one = of[number % of.length]
    if (one === undefined) throw new RangeError('nothing to take in turn')
    return one
  }
}
