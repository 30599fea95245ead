import { type CsvCell, typedCsvCell, writeCsv } from '../../csv/write.ts'
import type { Locale } from '../../i18n/locale.ts'
import { translator } from '../../i18n/translate.ts'
import type { ExportOptions } from '../../lists/export.ts'
import { shortDecimal } from '../../values/decimal.ts'
import type { ReportDefinition, ReportParameters } from './definition.ts'
import { figureCsvText, percentChange } from './format-figures.ts'
import { isPeriodGrouping } from './period-names.ts'
import type { Grouping, MeasureCell, ReportMeasure, ReportShape, ResultRow } from './result.ts'
import { findMeasureCell } from './table.ts'

/** The input of the worker task that writes a report's CSV. */
export interface FileTask<Asked> extends Pick<ExportOptions, 'locale' | 'encoding'> {
  params: Asked
  path: string
}

/**
 * Writes a report as CSV while its rows are read: group columns, measures, then the compared measures and the change.
 * No totals row. Returns the number of rows.
 */
export async function writeReport<Q extends ReportParameters<unknown>>(
  { measures, rows, layout: layoutOf }: ReportDefinition<Q>,
  { params, locale, encoding, path }: FileTask<Q['params']>,
): Promise<number> {
  const layout = layoutOf(params)
  let count = 0
  async function* lines(): AsyncGenerator<CsvCell[]> {
    for await (const row of rows(params))
      for (const line of linesOf(row, layout)) {
        count++
        yield line
      }
  }
  await writeCsv(path, encoding, lines(), { header: headerOf(measures, layout, locale) })
  return count
}

/** The header row: field names in English, labels in Chinese. */
function headerOf(
  measures: readonly ReportMeasure[],
  { first, second, fields = [], compared }: ReportShape,
  locale: Locale,
): string[] {
  const comparedColumn = ({ name, label, comparedLabel }: ReportMeasure): Grouping => ({
    name: `compared_${name}`,
    label: comparedLabel ?? label,
  })
  const change: Grouping = { name: 'change_percent', label: 'reports.change_percent' }
  const columns = [
    first,
    ...(second ? [second] : []),
    ...fields,
    ...measures,
    ...(compared ? [...dateColumns(first, second), ...measures.map(comparedColumn), change] : []),
  ]
  const t = translator(locale)
  return columns.map(({ name, label }) => (locale === 'en' ? name : t(label)))
}

/** The columns for a row's own compared days, which it has if a grouping is by period. */
const dateColumns = (...groupings: (Grouping | null)[]): Grouping[] =>
  groupings.some((grouping) => grouping && isPeriodGrouping(grouping.name))
    ? [
        { name: 'compared_from', label: 'reports.compared_from' },
        { name: 'compared_to', label: 'reports.compared_to' },
      ]
    : []

/** The CSV lines of a row: one for each part if there is a second group, otherwise one. */
function* linesOf(row: ResultRow, layout: ReportShape): Generator<CsvCell[]> {
  const { first, second } = layout
  if (!second) yield [keyCell(first, row), ...(row.fields ?? []), ...figures(row, layout)]
  else for (const part of row.parts) yield [keyCell(first, row), keyCell(second, part), ...figures(part, layout)]
}

const keyCell = ({ name }: Grouping, { key }: ResultRow) => typedCsvCell(key, isPeriodGrouping(name) ? 'plain' : 'text')

function figures({ cells, compared, comparedDays }: ResultRow, layout: ReportShape): CsvCell[] {
  const figureCells = (measured: MeasureCell[]) => measured.map((cell) => typedCsvCell(figureCsvText(cell), 'plain'))
  if (!compared) return figureCells(cells)
  const days = dateColumns(layout.first, layout.second).map(({ name }) =>
    typedCsvCell(comparedDays?.[name === 'compared_from' ? 'from' : 'to'] ?? null, 'plain'),
  )
  const change = percentChange(
    findMeasureCell(cells, layout.measure).value,
    findMeasureCell(compared, layout.measure).value,
  )
  return [
    ...figureCells(cells),
    ...days,
    ...figureCells(compared),
    typedCsvCell(change === null ? null : shortDecimal(change, 2), 'plain'),
  ]
}
