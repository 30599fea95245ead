import type { Person } from '../access/person.ts'
import { type CsvCell, csvName, writeCsv } from '../csv/write.ts'
import { today } from '../i18n/format.ts'
import { type Answer, fileResponse } from '../web/responses.ts'
import type { RequestContext } from '../web/route.ts'
import { type ExportOptions, notedExport } from './export.ts'

/** What an address wishes: `encoding=gb18030` for older Excel. */
export const exportOptions = (person: Person, { locale, parameters }: RequestContext): ExportOptions => ({
  person,
  locale: person.locale ?? locale,
  encoding: parameters.encoding === 'gb18030' ? 'gb18030' : 'utf-8',
})

/** A table that is counted already: its columns by their names and labels, and its rows. */
export interface CsvTable {
  heads: { name: string; label: string }[]
  rows: CsvCell[][]
}

/** Writes a table as a CSV of this title and notes under the list's name who took how many rows. */
export async function tableFile(
  list: string,
  title: string,
  { heads, rows }: CsvTable,
  wish: ExportOptions,
): Promise<Answer> {
  const header = heads.map(({ name, label }) => (wish.locale === 'en' ? name : label))
  const path = await notedExport(list, wish, async (path) => {
    await writeCsv(path, wish.encoding, rows, { header })
    return rows.length
  })
  return csvResponse(title, path, wish)
}

/** A CSV that is written, on its way to who asked for it. */
export const csvResponse = (title: string, path: string, { encoding }: Pick<ExportOptions, 'encoding'>): Answer =>
  fileResponse(path, csvName(title, today()), `text/csv; charset=${encoding}`)
