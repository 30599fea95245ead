import type { Answer, Asked, Visitor } from '../program/http-client.ts'
import type { Limit, Row } from './rows.ts'
import { timeStatistics } from './statistics.ts'

/** A frequent request to measure. */
export interface Task {
  part: string
  what: string
  /** Names one of many similar tasks, which are measured with fewer requests. */
  variant?: string
  as: Visitor
  /** The n-th request, counted from 0 across warm-up, sequential and concurrent requests. */
  request: (number: number) => Asked
  limit?: Limit
  /** Minimum number of sequential requests, so that each value of a list is used. */
  least?: number
  /** Not measured concurrently: too slow, or it can be done only once. */
  alone?: true
  told?: (answer: Answer) => void
}

/** How many requests are sent. */
export interface Effort {
  /** Warm-up requests, not counted. */
  warm: number
  /** Sequential requests; fewer if they take longer than `aloneFor` milliseconds. */
  requests: number
  aloneFor: number
  /** Concurrent connections, used for `togetherFor` milliseconds with at least one request each. */
  connections: number
  togetherFor: number
  /** Rounds in which programs alternate when their rates are compared. */
  rounds: number
  /** How often the program is started. */
  starts: number
}

export const efforts = {
  full: { warm: 5, requests: 200, aloneFor: 1000, connections: 16, togetherFor: 700, rounds: 5, starts: 5 },
  quick: { warm: 2, requests: 20, aloneFor: 200, connections: 16, togetherFor: 100, rounds: 3, starts: 3 },
} as const satisfies Record<string, Effort>

const minimumRequests = 3
/** Number of turns into which a task's requests are split when two programs alternate. */
const turns = 5

/** A task while it is being measured. */
interface Measuring {
  /** Sends the warm-up requests. */
  warm(): Promise<void>
  /** Sends one turn of sequential requests; false when there are enough. */
  turn(): Promise<boolean>
  /** The result; with `together` also the rate at many connections. */
  row(together: boolean): Promise<Row>
}

/** Measures a task: sequential requests first, then concurrent ones. A variant gets sequential requests only. */
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
 * Measures the same task on two programs in short alternating turns, because a shared machine is not equally fast all
 * the time. Only the first is also measured concurrently.
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
  const { part, what, variant = null, as, request, told, limit = null, least = minimumRequests } = task
  const answers: Answer[] = []
  let number = 0
  let elapsed = 0
  let processorTime: number | null = 0
  const next = async () => {
    const asking = request(number++)
    const answer = await as.ask(asking)
    if (Number.isNaN(answer.server)) throw new Error(`${asking.path} answered without Server-Timing`)
    told?.(answer)
    return answer
  }
  const isEnough = () => answers.length >= effort.requests || (elapsed > effort.aloneFor && answers.length >= least)
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
      processorTime =
        processorTime === null || before === null || after === null ? null : processorTime + after - before
      elapsed += performance.now() - began
      return !isEnough()
    },
    row: async (together) => ({
      part,
      what,
      variant,
      server: timeStatistics(answers.map(({ server }) => server)),
      seen: timeStatistics(answers.map(({ seen }) => seen)),
      processor: processorTime === null ? null : processorTime / answers.length,
      rate: task.alone || !together ? null : await rateOf(next, effort),
      limit,
    }),
  }
}

/** Responses per second with `connections` clients, each sending its next request when it has the last response. */
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

/** Returns a function that cycles through a list by number. Throws RangeError if the list is empty. */
export function cyclingThrough<T>(of: readonly T[]): (number: number) => T {
  return (number) => {
    const one = of[number % of.length]
    if (one === undefined) throw new RangeError('nothing to take in turn')
    return one
  }
}
