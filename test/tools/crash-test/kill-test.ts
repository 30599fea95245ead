import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../../src/commands/demo/random.ts'
import { readEnvironmentSettings, type Settings, useSettings } from '../../../src/settings.ts'
import { start } from '../program/program.ts'
import { countRunningImports, differences, missingRecords } from './assertions.ts'
import { browsers, firstPassword } from './browsers.ts'
import { writerFor, writeUntilGone } from './client.ts'
import type { Place } from './environment.ts'

/** The result of a crash test. */
export interface Outcome {
  kills: number
  /** Operations that got a success response. */
  acknowledged: number
  /** Operations that were running when the program was killed, and were sent again. */
  repeated: number
  /** What was lost or half done, one line each. */
  lacking: string[]
}

/** Browsers that write at the same time. */
const together = 4
/** Upper limits for the random time of a kill: a number of operations and then a delay of about one operation. */
const longest = { acts: 12, milliseconds: 12 }

/**
 * Kills the program at random moments while browsers write, restarts it and checks the database each time. Stops after
 * `times` kills or at the first error. The environment must be empty.
 */
export async function killRepeatedly(
  place: Place,
  times: number,
  by: Random,
  told: (kills: number) => void = () => undefined,
): Promise<Outcome> {
  const at = readEnvironmentSettings(place)
  useSettings(at)
  const outcome: Outcome = { kills: 0, acknowledged: 0, repeated: 0, lacking: [] }
  let program = await start('src/main.js', at.DATA_DIR, { ...place, MANAGER_PASSWORD: firstPassword })
  const port = new URL(program.origin).port
  try {
    const writers = (await browsers(program.origin, together)).map(writerFor)
    while (outcome.kills < times && outcome.lacking.length === 0) {
      const mark = marks(outcome.kills)
      const enough = afterActs(by.between(0, longest.acts))
      const all = Promise.all(writers.map((writer) => writeUntilGone(writer, mark, by, enough.told)))
      await Promise.race([enough.reached, all])
      await sleep(by.between(0, longest.milliseconds))
      await program.kill()
      const acknowledged = (await all).flat()
      outcome.kills++
      outcome.acknowledged += acknowledged.length
      outcome.repeated += writers.filter(({ unanswered }) => unanswered).length
      program = await start('src/main.js', at.DATA_DIR, { ...place, PORT: port })
      outcome.lacking = await missingRecords(at, acknowledged)
      if (outcome.kills % 10 === 0 || outcome.kills === times) outcome.lacking.push(...(await differences(at)))
      told(outcome.kills)
    }
    outcome.lacking.push(...(await finished(at)))
    return outcome
  } finally {
    await program.kill()
  }
}

const marks = (round: number): (() => string) => {
  let count = 0
  return () => `act ${round}-${count++}.`
}

/** Resolves `reached` once `told` was called `count` times. */
function afterActs(count: number): { reached: Promise<void>; told: () => void } {
  let left = count
  let reach = (): void => undefined
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const look = () => left-- <= 0 && reach()
  look()
  return { reached, told: look }
}

/** Waits until the program has finished the imports that a kill interrupted, then checks the database once more. */
async function finished(at: Settings): Promise<string[]> {
  for (let tries = 0; (await countRunningImports(at)) > 0; tries++) {
    if (tries === 600) return [`${await countRunningImports(at)} imports do not come to an end`]
    await sleep(100)
  }
  return [...(await missingRecords(at, [])), ...(await differences(at))]
}
