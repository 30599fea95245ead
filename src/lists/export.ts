import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../access/person.ts'
import { type CsvCell, csvCell, type WrittenEncoding, writeCsv } from '../csv/write.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import { task } from '../jobs/task.ts'
import { inWorker } from '../jobs/worker-pool.ts'
import { settings } from '../settings.ts'
import type { ExportCell, ListColumn, ListParams } from './definition.ts'
import type { List } from './list.ts'

/** For whom a CSV is, in which language and encoding. */
export interface ExportOptions {
  person: Person
  /** The header holds field names in English, their labels in Chinese. */
  locale: Locale
  encoding: WrittenEncoding
}

/** How a list is wanted as a CSV. */
export interface ListExportOptions extends ExportOptions {
  question: ListParams
}

interface ExportAsked extends ListExportOptions {
  list: string
  path: string
}

const offered = new Map<string, (asked: ExportAsked) => Promise<number>>()

/** Makes a list known to the workers by its name. */
export function registerExport<Row>(list: List<Row>): void {
  offered.set(list.name, (asked) => writeList(list, asked))
}

/** Writes a list into a file, as many rows as the count says; returns how many. */
export const exportTask = task('lists.export', async (asked: ExportAsked): Promise<number> => {
  const write = offered.get(asked.list)
  if (!write) throw new Error(`no list is called ${asked.list}: offer it in worker/registry.ts`)
  return write(asked)
})

/** Exports a list in a worker and notes who took how many rows; returns the file, which is the caller's to remove. */
export function exportList<Row>(list: List<Row>, wish: ListExportOptions): Promise<string> {
  return notedExport(list.name, wish, (path) => inWorker(exportTask, { ...wish, list: list.name, path }))
}

/** Has a file written, by what returns how many rows it wrote, and notes under the list's name who took them; returns the file. */
export async function notedExport(
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

/** Where exports wait to be sent, open to the program alone. */
export function exportFolder(): string {
  const folder = join(settings().DATA_DIR, 'exports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

type Exported<Row> = ListColumn<Row> & { csv: (row: Row) => ExportCell }

/** The columns of a list's CSV. */
export const exportColumns = <Row>({ columns }: Pick<List<Row>, 'columns'>): Exported<Row>[] =>
  columns.filter((column): column is Exported<Row> => column.csv !== undefined)

async function writeList<Row>(list: List<Row>, { question, person, locale, encoding, path }: ExportAsked) {
  const columns = exportColumns(list)
  const t = translator(locale)
  let count = 0
  async function* rows(): AsyncGenerator<CsvCell[]> {
    for await (const row of list.stream(question, person)) {
      count++
      yield columns.map(({ csv }) => written(csv(row)))
    }
  }
  const header = columns.map(({ name, label }) => (locale === 'en' ? name : t(label)))
  await writeCsv(path, encoding, rows(), { header })
  return count
}

const written = (one: ExportCell): CsvCell => ('text' in one ? csvCell(one.text, 'text') : csvCell(one.plain, 'plain'))
