import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { placeOn } from './crash-test/environment.ts'
import { kill } from './crash-test/kill-test.ts'

const usage = 'npm run faults -- [--times N] [--seed N]'

// Kills the built program again and again while it writes, in a folder of its own and, where DATABASE_URL is set, in a
// database of its own on that server, and tells what is lacking afterwards; exit 1, and all is kept, where something is.
const { times, seed } = asked()
const folder = mkdtempSync(join(tmpdir(), 'salesbook-faults-'))
const { DATABASE_URL } = process.env
const { place, remove } = DATABASE_URL
  ? await placeOn(DATABASE_URL, folder)
  : { place: { DATA_DIR: folder }, remove: () => Promise.resolve() }
const { kills, acknowledged, repeated, lacking } = await kill(place, times, seededRandom(seed), (count) => {
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

function asked(): { times: number; seed: number } {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { times: text, seed: text } })
    return { times: whole(values.times ?? '1000'), seed: whole(values.seed ?? String(Date.now() % 1_000_000)) }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${usage}`)
    process.exit(1)
  }
}

function whole(said: string): number {
  if (!/^[1-9]\d{0,7}$/.test(said)) throw new Error(`"${said}" is not a whole number from 1 to 99999999`)
  return Number(said)
}
