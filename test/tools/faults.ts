import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { emptyDatabaseOn } from './crash-test/environment.ts'
import { killRepeatedly } from './crash-test/kill-test.ts'

const usage = 'npm run faults -- [--times N] [--seed N]'

// Crash test: kills the built program repeatedly while it writes, in a temporary folder (and a temporary database if
// DATABASE_URL is set), and prints what was lost. If anything was, exits with 1 and keeps the data.
const { times, seed } = readOptions()
const folder = mkdtempSync(join(tmpdir(), 'salesbook-faults-'))
const { DATABASE_URL } = process.env
const { place, remove } = DATABASE_URL
  ? await emptyDatabaseOn(DATABASE_URL, folder)
  : { place: { DATA_DIR: folder }, remove: () => Promise.resolve() }
const { kills, acknowledged, repeated, lacking } = await killRepeatedly(place, times, seededRandom(seed), (count) => {
  if (count % 50 === 0) console.log(`${count} kills`)
})
for (const line of lacking) console.error(line)
console.log(`${kills} kills, ${acknowledged} acts acknowledged, ${repeated} sent again; lacking: ${lacking.length}`)
if (lacking.length === 0) {
  await remove()
  rmSync(folder, { recursive: true, force: true })
} else {
  const server = place.DATABASE_URL ? ` and on the server (${new URL(place.DATABASE_URL).pathname.slice(1)})` : ''
  console.error(`The database is kept in ${folder}${server}; --seed ${seed}`)
}
process.exitCode = lacking.length === 0 ? 0 : 1

function readOptions(): { times: number; seed: number } {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { times: text, seed: text } })
    return {
      times: positiveInteger(values.times ?? '1000'),
      seed: positiveInteger(values.seed ?? String(Date.now() % 1_000_000)),
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${usage}`)
    process.exit(1)
  }
}

function positiveInteger(said: string): number {
  if (!/^[1-9]\d{0,7}$/.test(said)) throw new Error(`"${said}" is not a whole number from 1 to 99999999`)
  return Number(said)
}
