import type { Person } from '../access/person.ts'
import { type CsvCell, csvFileName, writeCsv } from '../csv/write.ts'
import { today } from '../i18n/format.ts'
import { type Answer, fileResponse } from '../web/responses.ts'
import type { RequestContext } from '../web/route.ts'
import { auditedExport, type ExportOptions } from './export.ts'

/** The export options of a request; encoding=gb18030 is for older versions of Excel. */
export const requestedExportOptions = (person: Person, { locale, parameters }: RequestContext): ExportOptions => ({
  person,
  locale: person.locale ?? locale,
  encoding: parameters.encoding === 'gb18030' ? 'gb18030' : 'utf-8',
})

/** A table computed in memory: its columns with names and labels, and its rows. */
export interface CsvTable {
  heads: { name: string; label: string }[]
  rows: CsvCell[][]
}

/** Writes a table to a CSV file, records the export in the history under the list's name, and returns the download. */
export async function csvTableResponse(
  list: string,
  title: string,
  { heads, rows }: CsvTable,
  options: ExportOptions,
): Promise<Answer> {
  const header = heads.map(({ name, label }) => (options.locale === 'en' ? name : label))
  const path = await auditedExport(list, options, async (path) => {
    await writeCsv(path, options.encoding, rows, { header })
    return rows.length
  })
  return csvFileResponse(title, path, options)
}

/** The download of a finished CSV file. */
export const csvFileResponse = (title: string, path: string, { encoding }: Pick<ExportOptions, 'encoding'>): Answer =>
  fileResponse(path, csvFileName(title, today()), `text/csv; charset=${encoding}`)
