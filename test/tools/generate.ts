import { existsSync, renameSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { today } from '../../src/i18n/format.ts'
import { readEnvironmentSettings, settings, useSettings, WrongSetting } from '../../src/settings.ts'
import { timestamp } from '../../src/values/clock.ts'
import { generate } from './generate/generate.ts'

const usage = 'npm run generate -- [--customers N] [--orders N] [--seed N]'

// Generates a large database in DATA_DIR for measurements: five years that end today. None of its users can sign in;
// the next start creates the first manager's account.
try {
  useSettings(readEnvironmentSettings(process.env))
  const { databaseFile, TIME_ZONE: zone } = settings()
  const { customers, orders, seed } = readOptions()
  if (existsSync(databaseFile)) throw new WrongSetting(`${databaseFile} is there already: say another DATA_DIR`)
  const making = `${databaseFile}.making`
  for (const end of ['', '-wal', '-shm']) rmSync(`${making}${end}`, { force: true })
  migrate(making)
  const began = performance.now()
  generate(making, { customers, orders, by: seededRandom(seed), last: today(), now: timestamp(), zone }, (what) =>
    console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`),
  )
  renameSync(making, databaseFile)
  console.log(`${customers} customers and ${orders} orders are in ${databaseFile}`)
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** The command's options. Throws WrongSetting. */
function readOptions(): { customers: number; orders: number; seed: number } {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { customers: text, orders: text, seed: text } })
    return {
      customers: positiveInteger(values.customers ?? '10000'),
      orders: positiveInteger(values.orders ?? '100000'),
      seed: positiveInteger(values.seed ?? '1'),
    }
  } catch (error) {
    throw new WrongSetting(`${error instanceof Error ? error.message : ''}\n${usage}`)
  }
}

function positiveInteger(said: string): number {
  if (!/^[1-9]\d{0,7}$/.test(said)) throw new Error(`"${said}" is not a whole number from 1 to 99999999`)
  return Number(said)
}
