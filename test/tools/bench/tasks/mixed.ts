import { setTimeout as sleep } from 'node:timers/promises'
import { today } from '../../../../src/i18n/format.ts'
import type { Answer, Visitor } from '../../program/visitor.ts'
import { inTurn } from '../measure.ts'
import type { Row } from '../rows.ts'
import { timesOf } from '../statistics.ts'
import { importFile } from './imports.ts'

const reports = [
  '/reports/sales?group_by=month&then_by=product',
  '/reports/sales?group_by=customer',
  '/reports/payments?group_by=customer',
  '/orders/analysis?group_by=salesperson',
]

/** Somebody reads on for so many milliseconds before opening the next page. */
const reading = 20

interface Mixed {
  manager: Visitor
  salesperson: Visitor
  customers: readonly string[]
  /** The file that is imported meanwhile, and how many rows it has. */
  file: string
  rows: number
}

/** A salesperson's customer pages, one after another, while four reports over all years run without end and a file is imported. */
export async function mixedRow({ manager, salesperson, customers, file, rows }: Mixed): Promise<Row> {
  let importing = true
  const running = reports.map(async (path) => {
    while (importing) await manager.ask({ path: `${path}&from=2000-01-01&to=${today()}` })
  })
  const imported = importFile(manager, file).finally(() => {
    importing = false
  })
  const answers: Answer[] = []
  const id = inTurn(customers)
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
    server: timesOf(answers.map(({ server }) => server)),
    seen: timesOf(answers.map(({ seen }) => seen)),
    processor: null,
    rate: null,
    limit: 'loaded',
  }
}
