import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { efforts } from './bench/measure.ts'
import { parts, run } from './bench/run.ts'
import { reportOf } from './bench/summary.ts'
import { built } from './program/program.ts'

const usage =
  'npm run bench -- [--data FOLDER | --customers N --orders N [--seed N]] [--only PART] [--quick] [--out FILE] [--beside FOLDER]'

// Measures the built program as people use it, over a copy of a generated department, and says in words and in a table what came of it.
// Ended early, it still takes its program and its copy along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const asked = readWords()
const here = process.env.INIT_CWD ?? '.'
const made = asked.data === undefined ? mkdtempSync(join(tmpdir(), 'salesbook-generated-')) : undefined
try {
  if (made) generate(made)
  const measured = await run({
    data: made ?? resolve(here, asked.data ?? ''),
    beside: asked.beside === undefined ? undefined : resolve(here, asked.beside),
    effort: asked.quick ? efforts.quick : efforts.full,
    imports: asked.quick ? [1000, 10_000] : [10_000, 100_000],
    only: asked.only,
    told: (what) => console.error(what),
  })
  const report = reportOf(measured)
  console.log(report)
  if (asked.out !== undefined) writeFileSync(resolve(here, asked.out), report)
} finally {
  if (made) rmSync(made, { recursive: true, force: true })
}

function readWords() {
  const text = { type: 'string' } as const
  const options = {
    data: text,
    customers: text,
    orders: text,
    seed: text,
    out: text,
    only: text,
    beside: text,
    quick: { type: 'boolean' },
  } as const
  try {
    const { values } = parseArgs({ options })
    if (values.only === undefined || parts.includes(values.only)) return values
    throw new Error(`"${values.only}" is none of the parts: ${parts.join('; ')}`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${usage}`)
    process.exit(1)
  }
}

/** Has a department made of the size that was asked for. */
function generate(folder: string): void {
  const { customers = '10000', orders = '100000', seed = '1' } = asked
  const words = ['--customers', customers, '--orders', orders, '--seed', seed]
  const env = { ...process.env, DATA_DIR: folder }
  execFileSync(process.execPath, [built('test/tools/generate.js'), ...words], { env, stdio: ['ignore', 2, 2] })
}
