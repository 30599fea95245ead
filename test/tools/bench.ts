import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { efforts } from './bench/measure.ts'
import { parts, runBench } from './bench/run.ts'
import { reportOf } from './bench/summary.ts'
import { builtFile } from './program/program.ts'

const usage =
  'npm run bench -- [--data FOLDER | --customers N --orders N [--seed N]] [--only PART] [--quick] [--out FILE] [--beside FOLDER]'

// Benchmark: measures the built program over a copy of a generated database and prints a summary and a table. If it is
// interrupted, it still stops the server and deletes the copy.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const args = readOptions()
const here = process.env.INIT_CWD ?? '.'
const generatedFolder = args.data === undefined ? mkdtempSync(join(tmpdir(), 'salesbook-generated-')) : undefined
try {
  if (generatedFolder) generate(generatedFolder)
  const measured = await runBench({
    data: generatedFolder ?? resolve(here, args.data ?? ''),
    beside: args.beside === undefined ? undefined : resolve(here, args.beside),
    effort: args.quick ? efforts.quick : efforts.full,
    imports: args.quick ? [1000, 10_000] : [10_000, 100_000],
    only: args.only,
    told: (what) => console.error(what),
  })
  const report = reportOf(measured)
  console.log(report)
  if (args.out !== undefined) writeFileSync(resolve(here, args.out), report)
} finally {
  if (generatedFolder) rmSync(generatedFolder, { recursive: true, force: true })
}

function readOptions() {
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

/** Generates a database of the size given on the command line. */
function generate(folder: string): void {
  const { customers = '10000', orders = '100000', seed = '1' } = args
  const words = ['--customers', customers, '--orders', orders, '--seed', seed]
  const env = { ...process.env, DATA_DIR: folder }
  execFileSync(process.execPath, [builtFile('test/tools/generate.js'), ...words], { env, stdio: ['ignore', 2, 2] })
}
