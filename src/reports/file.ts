import { type Cell as CsvCell, cell, writeTable } from '../csv/write.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { inWorker } from '../jobs/pool.ts'
import { task } from '../jobs/task.ts'
import { notedExport, type Wish } from '../lists/export.ts'
import { sentFile } from '../lists/file.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import type { Answer } from '../web/answers.ts'
import { isPeriod } from './dimensions.ts'
import { type Cell, changeOf, type Layout, type Report, type Row, reportCalled } from './report.ts'
import { wordOf } from './words.ts'

interface FileAsked extends Pick<Wish, 'locale' | 'encoding'> {
  report: string
  asked: unknown
  path: string
}

/** Writes a report into a file, where its rows are: the groups' columns, then the measures, no total; what it is compared with comes last. Returns how many rows. */
export const fileTask = task('reports.file', async ({ report, asked, locale, encoding, path }: FileAsked) => {
  const { measures, rows, layout } = reportCalled(report)
  const t = translator(locale)
  let count = 0
  async function* counted(): AsyncGenerator<CsvCell[]> {
    for await (const row of rows(asked))
      for (const line of linesOf(row, layout(asked))) {
        count++
        yield line
      }
  }
  const names = columnsOf(measures, layout(asked))
  const header = names.map((name) => (locale === 'en' ? name : t(wordOf(name))))
  await writeTable(path, encoding, counted(), { header })
  return count
})

/** A report as a CSV of this title, and a note who took it. Throws a Refusal where it would be too large. */
export async function reportFile<Asked>(
  title: Key,
  { name }: Report<Asked>,
  asked: Asked,
  wish: Wish,
): Promise<Answer> {
  const { locale, encoding } = wish
  const path = await notedExport(title, wish, (path) =>
    inWorker(fileTask, { report: name, asked, locale, encoding, path }),
  )
  return sentFile(translator(locale)(title), path, wish)
}

function columnsOf(measures: Report<unknown>['measures'], { group_by, then_by, compare }: Layout): string[] {
  const own = measures.map(({ name }) => name)
  const compared = compare ? [...own.map((name) => `compared_${name}`), 'change_percent'] : []
  return [group_by, ...(then_by ? [then_by] : []), ...own, ...compared]
}

/** A row as the file has it: of what is divided, its parts. */
function* linesOf(row: Row, asked: Layout): Generator<CsvCell[]> {
  const { group_by, then_by } = asked
  if (!then_by) yield [keyCell(group_by, row), ...figures(row, asked)]
  else for (const part of row.parts) yield [keyCell(group_by, row), keyCell(then_by, part), ...figures(part, asked)]
}

const keyCell = (dimension: string, { key }: Row) => cell(key, isPeriod(dimension) ? 'plain' : 'text')

function figures({ cells, compared }: Row, { measure }: Layout): CsvCell[] {
  const plain = cells.map((one) => cell(plainFigure(one), 'plain'))
  if (!compared) return plain
  const of = (list: Cell[]) => list.find((one) => one.measure === measure)?.value ?? null
  const change = changeOf(of(cells), of(compared))
  return [
    ...plain,
    ...compared.map((one) => cell(plainFigure(one), 'plain')),
    cell(change === null ? null : shortDecimal(change, 2), 'plain'),
  ]
}

/** A figure as files have it: decimals with a point, no grouping; nothing where there is none. */
function plainFigure({ value, unit }: Cell): string | null {
  if (value === null) return null
  if (unit === 'money') return plainDecimal(value, minorDigits(settings().CURRENCY))
  return unit === 'quantity' ? shortDecimal(value, 3) : String(value)
}
