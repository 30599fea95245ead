import type { Program } from '../../program/program.ts'
import { type Effort, rateOf } from '../measure.ts'

/** A program and the request to send to it concurrently. */
export interface Side {
  program: Program
  ask: () => Promise<unknown>
}

/** The result of one turn. */
export interface Turn {
  /** Responses per second. */
  rate: number
  /** Processor milliseconds per request; null if the system does not report them. */
  processor: number | null
}

/**
 * Measures all sides alternately, so that each has the same load on the machine. Returns each side's turns, in order.
 */
export async function measureAlternately(sides: readonly Side[], effort: Effort): Promise<Turn[][]> {
  const turns: Turn[][] = sides.map(() => [])
  // The first round is the warm-up.
  for (let round = 0; round <= effort.rounds; round++)
    for (const [at, side] of sides.entries()) {
      const turn = await turnOf(side, effort)
      if (round > 0) turns[at]?.push(turn)
    }
  return turns
}

async function turnOf({ program, ask }: Side, effort: Effort): Promise<Turn> {
  const before = program.processor()
  let answered = 0
  const rate = await rateOf(async () => {
    await ask()
    answered++
  }, effort)
  const after = program.processor()
  return { rate, processor: before === null || after === null ? null : (after - before) / answered }
}
