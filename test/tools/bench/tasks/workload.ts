import { setTimeout as sleep } from 'node:timers/promises'
import { today } from '../../../../src/i18n/format.ts'
import type { Answer, Visitor } from '../../program/http-client.ts'
import { cyclingThrough } from '../measure.ts'
import type { Figure, Row } from '../rows.ts'
import { timeStatistics } from '../statistics.ts'
import { customerFile, importFigures, importFile } from './imports.ts'
import { idsFromAllPages } from './lists.ts'

const reports = [
  '/reports/sales?group_by=month&then_by=product',
  '/reports/sales?group_by=customer',
  '/reports/payments?group_by=customer',
  '/orders/analysis?group_by=salesperson',
]

/** Milliseconds between a response and the next request. */
const reading = 20

/** Imports of each size, one after another, and the last size once more under load. */
export async function importRows(
  { manager, salesperson }: Pick<Mixed, 'manager' | 'salesperson'>,
  sizes: readonly number[],
  told: (what: string) => void,
): Promise<(Row | Figure)[]> {
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
  const customers = await idsFromAllPages(manager, '/customers')
  measured.push(await mixedRow({ manager, salesperson, customers, rows, file: customerFile(rows, 9) }))
  return measured
}

interface Mixed {
  manager: Visitor
  salesperson: Visitor
  customers: readonly string[]
  /** The file imported under load, and its number of rows. */
  file: string
  rows: number
}

/** Opens customer pages as a salesperson while four reports over all years run repeatedly and a file is imported. */
async function mixedRow({ manager, salesperson, customers, file, rows }: Mixed): Promise<Row> {
  let importing = true
  const running = reports.map(async (path) => {
    while (importing) await manager.ask({ path: `${path}&from=2000-01-01&to=${today()}` })
  })
  const imported = importFile(manager, file).finally(() => {
    importing = false
  })
  const answers: Answer[] = []
  const id = cyclingThrough(customers)
  const opened = (async () => {
    do {
      answers.push(await salesperson.ask({ path: `/customers/${id(answers.length)}` }))
      await sleep(reading)
    } while (importing)
  })()
  await Promise.all([imported, opened, ...running])
  return {
    part: 'under load',
    what: `customer, while four reports and an import of ${rows} rows run`,
    variant: null,
    server: timeStatistics(answers.map(({ server }) => server)),
    seen: timeStatistics(answers.map(({ seen }) => seen)),
    processor: null,
    rate: null,
    limit: 'loaded',
  }
}
