import type { Program } from '../../program/program.ts'
import { type Effort, rateOf } from '../measure.ts'

/** Something that a program is asked for at many connections. */
export interface Side {
  program: Program
  ask: () => Promise<unknown>
}

/** What came of it in one turn. */
export interface Turn {
  /** Answers a second. */
  rate: number
  /** Milliseconds of a processor that each took; null where the system can't say. */
  processor: number | null
}

/** Lets all sides take turns, so that each has the machine as it is; the turns of each, in the sides' order. */
export async function inTurns(sides: readonly Side[], effort: Effort): Promise<Turn[][]> {
  const turns: Turn[][] = sides.map(() => [])
  // The first round warms up.
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
