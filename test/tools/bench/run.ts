import { setTimeout as sleep } from 'node:timers/promises'
import { customerList } from '../../../src/customers/list.ts'
import { opportunityList } from '../../../src/opportunities/list.ts'
import { orderList } from '../../../src/orders/list.ts'
import { productList } from '../../../src/products/list.ts'
import { called, type Smaller } from './beside.ts'
import { atMost, below } from './limits.ts'
import { load, machine } from './machine.ts'
import { type Effort, measure, measureBoth, type Task } from './measure.ts'
import type { People } from './people.ts'
import type { Figure, Measured, Row } from './rows.ts'
import { type Served, served } from './served.ts'
import { percentile } from './statistics.ts'
import { lineOf } from './table.ts'
import { customerFile, importFigures, importFile } from './tasks/imports.ts'
import { listTasks, ownListTasks, someOf } from './tasks/lists.ts'
import { mixedRow } from './tasks/mixed.ts'
import { dashboardTasks, recordTasks } from './tasks/pages.ts'
import { exportTasks, reportTasks } from './tasks/reports.ts'
import { inLists, searchTasks } from './tasks/search.ts'
import { writeTasks } from './tasks/writes.ts'
import { rivalFigures } from './yardstick/rivals.ts'

export interface Wanted {
  /** The folder of a generated database, which stays as it is. */
  data: string
  /** That of a smaller one, to be measured row by row beside it; absent: none. */
  beside?: string | undefined
  effort: Effort
  /** How many rows the imports have; the last is imported under load too. */
  imports: readonly number[]
  /** Only what stands in this part, such as search; absent: everything. */
  only?: string | undefined
  /** Is told what was measured, and what will take long. */
  told: (what: string) => void
}

/** Measures the built program over a copy of a generated database. Throws where an answer is not the right one. */
export async function run(wanted: Wanted): Promise<Measured> {
  const before = load()
  const large = await served(wanted.data, wanted.effort.starts)
  try {
    const small = wanted.beside === undefined ? null : await served(wanted.beside, 1)
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
  const { program, people, folder } = large
  await sleep(effort.aloneFor)
  const atRest = program.memory()
  told('the yardstick')
  const rivals = await rivalFigures(people.manager, folder, effort)
  const rows: Row[] = []
  const smaller: Smaller = new Map()
  const others = new Map((small ? await tasksFor(small.people) : []).map((task) => [called(task), task]))
  for (const task of (await tasksFor(people)).filter(({ part }) => only === undefined || part === only)) {
    const processor = () => program.processor()
    const other = others.get(called(task))
    const [row, beside] = other
      ? await measureBoth([task, processor], other, effort)
      : [await measure(task, effort, processor), null]
    rows.push(row)
    told(lineOf(row))
    if (beside) smaller.set(called(task), beside)
  }
  const long = only === undefined || only === 'imports' ? await imported(people, imports, told) : []
  return {
    heading: headingOf(before),
    smaller: small && smaller,
    rows: [
      figure('start', percentile(large.starts, 0.5), 'ms', atMost(2000, 'ms')),
      figure('memory at rest', megabytes(atRest?.now), 'MB', atMost(250, 'MB')),
      figure('memory at its most', megabytes(program.memory()?.peak), 'MB', atMost(400, 'MB')),
      figure('WAL at its largest', megabytes(large.wal()), 'MB', below(200, 'MB')),
      ...rivals,
      ...rows,
      ...long,
    ],
  }
}

const figure = (what: string, value: number | null, unit: string, limit: Figure['limit']): Figure => ({
  part: 'program',
  what,
  value,
  unit,
  limit,
})

const megabytes = (bytes: number | undefined): number | null => (bytes === undefined ? null : bytes / 2 ** 20)

/** Everything that is asked for again and again: reading first, writing after. */
async function tasksFor(people: People): Promise<Task[]> {
  const { manager, salesperson } = people
  const customers = await someOf(manager, '/customers')
  const offered = JSON.parse(await manager.read('/products.json?q=')) as { model: string }[]
  const models = offered.map(({ model }) => model)
  const given = { customer_id: customers.slice(0, 20), product: models }
  const lists = [customerList, opportunityList, orderList, productList]
  const all: Task[] = dashboardTasks({ manager, salesperson })
  for (const list of lists) all.push(...(await listTasks(list, manager, given, inLists)))
  for (const list of [customerList, opportunityList, orderList]) all.push(...(await ownListTasks(list, salesperson)))
  return [
    ...all,
    ...searchTasks(manager, salesperson),
    ...(await recordTasks({ manager, salesperson })),
    ...reportTasks(manager, salesperson),
    ...exportTasks(manager),
    ...writeTasks(people, models),
  ]
}

/** The imports, one after another, and the last once more while everything else goes on. */
async function imported({ manager, salesperson }: People, sizes: readonly number[], told: Wanted['told']) {
  const measured: (Row | Figure)[] = []
  for (const [at, rows] of sizes.entries()) {
    told(`an import of ${rows} rows`)
    measured.push(...importFigures(`${rows} customers`, await importFile(manager, customerFile(rows, 10 + at))))
    told(`one that overwrites ${rows}`)
    const overwritten = await importFile(manager, customerFile(rows, 10 + at, true), 'overwrite')
    measured.push(...importFigures(`${rows} customers, overwritten`, overwritten))
  }
  const rows = sizes.at(-1) ?? 0
  told(`a customer's page while reports and an import of ${rows} rows run`)
  const customers = await someOf(manager, '/customers')
  measured.push(await mixedRow({ manager, salesperson, customers, rows, file: customerFile(rows, 9) }))
  return measured
}

const headingOf = (before: string): string[] => [
  `Measured on ${machine()}.`,
  `Load of the machine (1, 5 and 15 minutes): ${before} before, ${load()} after.`,
  'Times are the program’s own (Server-Timing) for one request after another; “seen” is the whole answer as it arrives.',
  '“Processor” is what the program’s threads had of one for each, on a busy machine the surer figure.',
  'Requests to warm up come before each line and count nowhere.',
]
