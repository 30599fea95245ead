import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { today } from '../../../src/i18n/format.ts'
import { comparisonLabel } from './compare.ts'
import { departmentIn } from './department.ts'
import { mayNotGrow, programLimits } from './limits.ts'
import { loadAverages, machine } from './machine.ts'
import { type Effort, measure, measureBoth } from './measure.ts'
import type { Figure, Measured, Row, Smaller } from './rows.ts'
import { type Served, startMeasuredServer } from './server.ts'
import { percentile } from './statistics.ts'
import { lineOf } from './table.ts'
import { allTasks } from './tasks/all.ts'
import { importRows } from './tasks/workload.ts'
import { bareFigures } from './yardstick/bare-pages.ts'
import { samePageFigures } from './yardstick/same-page.ts'

export interface Wanted {
  /** Folder of a generated database; it is not changed. */
  data: string
  /** Folder of a smaller database, to measure growth; without it growth is not measured. */
  beside?: string | undefined
  effort: Effort
  /** Row counts of the imported files; the last size is imported under load as well. */
  imports: readonly number[]
  /** Measures only this part; all parts if absent. */
  only?: string | undefined
  /** Called with each result, and before each step that takes long. */
  told: (what: string) => void
}

/** Measures the built program over a copy of a generated database. Throws if a response is wrong. */
export async function runBench(wanted: Wanted): Promise<Measured> {
  const before = loadAverages()
  const isWhole = wanted.only === undefined
  const large = await startMeasuredServer(wanted.data, isWhole ? wanted.effort.starts : 1)
  try {
    const small = wanted.beside === undefined ? null : await startMeasuredServer(wanted.beside, 1)
    try {
      return await measured(large, small, before, wanted)
    } finally {
      await small?.end()
    }
  } finally {
    await large.end()
  }
}

async function measured(large: Served, small: Served | null, before: string, wanted: Wanted): Promise<Measured> {
  const { effort, imports, only, told } = wanted
  const isWhole = only === undefined
  const department = departmentIn(fileOf(large))
  const smaller: Smaller | null = small && { department: departmentIn(fileOf(small)), rows: new Map() }
  if (isWhole) await sleep(effort.aloneFor)
  const atRest = large.program.memory()?.now
  const figures: Figure[] = []
  for (const [part, measureFigures] of Object.entries(yardsticks)) {
    if (!isWhole && only !== part) continue
    told(`the ${part} pages`)
    figures.push(...(await measureFigures(large, effort)))
  }
  const rows: (Row | Figure)[] = hasTasks(only) ? await taskRows(large, small, smaller, wanted) : []
  if (isWhole || only === 'imports') rows.push(...(await importRows(large.people, imports, told)))
  return {
    day: today(),
    department,
    machine: machine(),
    load: { before, after: loadAverages() },
    rows: [...(isWhole ? programFigures(large, atRest) : []), ...figures, ...rows],
    smaller,
  }
}

const yardsticks = { yardstick: samePageFigures, bare: bareFigures }

/** The parts that can be measured on their own. */
export const parts: readonly string[] = [
  ...Object.keys(yardsticks),
  'start',
  ...['customers', 'opportunities', 'orders', 'products'],
  ...['customers', 'opportunities', 'orders'].map((list) => `${list}, as a salesperson`),
  ...['search', 'records', 'reports', 'exports', 'write', 'imports'],
]

const hasTasks = (only: string | undefined): boolean =>
  only === undefined || !(only === 'imports' || only in yardsticks)

const fileOf = ({ folder }: Served): string => join(folder, 'salesbook.db')

/** Measures the tasks of one part or of all; pages whose growth is limited also on the smaller database. */
async function taskRows(large: Served, small: Served | null, smaller: Smaller | null, wanted: Wanted): Promise<Row[]> {
  const { effort, only, told } = wanted
  const rows: Row[] = []
  const others = new Map(
    (small ? await allTasks(small.people) : []).filter(mayNotGrow).map((task) => [comparisonLabel(task), task]),
  )
  const processor = () => large.program.processor()
  for (const task of (await allTasks(large.people)).filter(({ part }) => only === undefined || part === only)) {
    const other = others.get(comparisonLabel(task))
    const [row, beside] = other
      ? await measureBoth([task, processor], other, effort)
      : [await measure(task, effort, processor), null]
    rows.push(row)
    told(lineOf(row))
    if (beside) smaller?.rows.set(comparisonLabel(task), beside)
  }
  return rows
}

function programFigures({ starts, program, wal }: Served, atRest: number | undefined): Figure[] {
  const figure = (what: string, value: number | null, unit: string, limit: Figure['limit']): Figure => ({
    part: 'program',
    what,
    value,
    unit,
    limit,
  })
  return [
    figure('start', percentile(starts, 0.5), 'ms', programLimits.start),
    figure('memory at rest', megabytes(atRest), 'MB', programLimits.atRest),
    figure('memory at its most', megabytes(program.memory()?.peak), 'MB', programLimits.atMost),
    figure('WAL at its largest', megabytes(wal()), 'MB', programLimits.wal),
  ]
}

const megabytes = (bytes: number | undefined): number | null => (bytes === undefined ? null : bytes / 2 ** 20)
