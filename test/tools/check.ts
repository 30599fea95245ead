import { spawnSync } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

type Step = readonly [name: string, command: string, ...words: string[]]

const steps: Step[] = [
  ['types', 'tsc', '--noEmit'],
  ['lint and format', 'biome', 'check', '.'],
  ['views', process.execPath, 'dist/test/tools/check-views.js'],
  ['schema', process.execPath, 'dist/test/tools/schema.js', '--check'],
]

const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter)

const failed = steps.filter((step) => !passes(step))
console.log(failed.length === 0 ? 'All is well.' : `Failed: ${failed.map(([name]) => name).join(', ')}`)
process.exitCode = failed.length

function passes([name, command, ...words]: Step): boolean {
  const { status, error } = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, PATH } })
  if (error) console.error(error.message)
  console.log(`${name}: ${status === 0 ? 'ok' : 'failed'}`)
  return status === 0
}
