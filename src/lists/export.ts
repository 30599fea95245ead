import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../access/person.ts'
import { type CsvCell, typedCsvCell, type WrittenEncoding, writeCsv } from '../csv/write.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import { task } from '../jobs/declare-task.ts'
import { runInWorker } from '../jobs/worker-pool.ts'
import { settings } from '../settings.ts'
import type { ExportCell, ListColumn, ListParams } from './definition.ts'
import type { List } from './list.ts'

/** For whom a CSV is made, in which language and encoding. */
export interface ExportOptions {
  person: Person
  /** In English the header contains column names, in Chinese their labels. */
  locale: Locale
  encoding: WrittenEncoding
}

/** The options of a list's export, with the list's parameters. */
export interface ListExportOptions extends ExportOptions {
  question: ListParams
}

interface ExportRequest extends ListExportOptions {
  list: string
  path: string
}

const exporters = new Map<string, (request: ExportRequest) => Promise<number>>()

/** Registers a list by name, so that workers can export it. */
export function registerListForExport<Row>(list: List<Row>): void {
  exporters.set(list.name, (request) => writeList(list, request))
}

/** Writes a list to a CSV file in a worker; returns the number of rows. */
export const exportTask = task('lists.export', async (request: ExportRequest): Promise<number> => {
  const write = exporters.get(request.list)
  if (!write) throw new Error(`no list is called ${request.list}: offer it in worker/registry.ts`)
  return write(request)
})

/**
 * Exports a list in a worker and records the export in the history. Returns the file's path; the caller deletes the
 * file.
 */
export function exportList<Row>(list: List<Row>, options: ListExportOptions): Promise<string> {
  return auditedExport(list.name, options, (path) => runInWorker(exportTask, { ...options, list: list.name, path }))
}

/**
 * Runs `write`, which writes a CSV file and returns its number of rows, and records the export under the list's name.
 * Returns the file's path.
 */
export async function auditedExport(
  list: string,
  { person, encoding }: Pick<ExportOptions, 'person' | 'encoding'>,
  write: (path: string) => Promise<number>,
): Promise<string> {
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  try {
    const rows = await write(path)
    await transaction(() => recordEvent('exports', 0, 'exported', { details: { list, rows, encoding } }, person))
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The folder for exports waiting to be sent, readable by the program only. */
export function exportFolder(): string {
  const folder = join(settings().DATA_DIR, 'exports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

type ExportedColumn<Row> = ListColumn<Row> & { csv: (row: Row) => ExportCell }

/** The columns of a list's CSV. */
export const exportColumns = <Row>({ columns }: Pick<List<Row>, 'columns'>): ExportedColumn<Row>[] =>
  columns.filter((column): column is ExportedColumn<Row> => column.csv !== undefined)

async function writeList<Row>(list: List<Row>, { question, person, locale, encoding, path }: ExportRequest) {
  const columns = exportColumns(list)
  const t = translator(locale)
  let count = 0
  async function* rows(): AsyncGenerator<CsvCell[]> {
    for await (const row of list.stream(question, person)) {
      count++
      yield columns.map(({ csv }) => toCsvCell(csv(row)))
    }
  }
  const header = columns.map(({ name, label }) => (locale === 'en' ? name : t(label)))
  await writeCsv(path, encoding, rows(), { header })
  return count
}

const toCsvCell = (cell: ExportCell): CsvCell =>
  'text' in cell ? typedCsvCell(cell.text, 'text') : typedCsvCell(cell.plain, 'plain')
