import type { Limit, Row } from './rows.ts'
import { timesOf } from './statistics.ts'
import type { Answer, Asked, Visitor } from './visitor.ts'

/** Something that people do often, to be measured. */
export interface Task {
  part: string
  what: string
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
  /** Starts of the program. */
  starts: number
}

export const efforts = {
  full: { warm: 5, requests: 200, aloneFor: 1000, connections: 16, togetherFor: 700, starts: 5 },
  quick: { warm: 2, requests: 20, aloneFor: 200, connections: 16, togetherFor: 100, starts: 3 },
} as const satisfies Record<string, Effort>

const fewest = 3

/** Measures a task: a few requests that count nowhere, many one after another, then many at once. */
export async function measure(task: Task, effort: Effort, processor: () => number | null): Promise<Row> {
  const { part, what, as, request, told, limit = null, least = fewest } = task
  let number = 0
  const next = async () => {
    const answer = await as.ask(request(number++))
    told?.(answer)
    return answer
  }
  if (!task.alone) for (let warm = 0; warm < effort.warm; warm++) await next()
  const answers: Answer[] = []
  const before = processor()
  for (const began = performance.now(); answers.length < effort.requests; ) {
    const late = performance.now() - began > effort.aloneFor
    if (late && answers.length >= least) break
    answers.push(await next())
  }
  const after = processor()
  return {
    part,
    what,
    server: timesOf(answers.map(({ server }) => server)),
    seen: timesOf(answers.map(({ seen }) => seen)),
    processor: before === null || after === null ? null : (after - before) / answers.length,
    rate: task.alone ? null : await rateOf(next, effort),
    limit,
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
