import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Person } from '../access/person.ts'
import { type Cell as CsvCell, cell, csvName, type WrittenEncoding, writeTable } from '../csv/write.ts'
import { transaction } from '../database/database.ts'
import { note } from '../history/note.ts'
import { today } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { exportFolder } from '../lists/export.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import { type Answer, file } from '../web/answers.ts'
import { isPeriod } from './dimensions.ts'
import { type Cell, changeOf, type Layout, type Result, type Row } from './report.ts'
import { wordOf } from './words.ts'

/** For whom a file is, in which language and encoding. */
export interface Wish {
  person: Person
  locale: Locale
  encoding: WrittenEncoding
}

/** A report as a CSV of this title: the groups' columns, then the measures, no total; what it is compared with comes last. */
export async function reportFile(
  title: Key,
  result: Result,
  asked: Layout,
  { person, locale, encoding }: Wish,
): Promise<Answer> {
  const t = translator(locale)
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  const names = columnsOf(result, asked)
  const header = names.map((name) => (locale === 'en' ? name : t(wordOf(name))))
  const rows = [...rowsOf(result, asked)]
  await writeTable(path, encoding, rows, { header })
  const facts = { list: title, rows: rows.length, encoding }
  await transaction(() => note('exports', 0, 'exported', { facts }, person))
  return sentFile(title, path, { locale, encoding })
}

/** A CSV that is written, on its way to who asked for it. */
export const sentFile = (title: Key, path: string, { locale, encoding }: Pick<Wish, 'locale' | 'encoding'>): Answer =>
  file(path, csvName(translator(locale)(title), today()), `text/csv; charset=${encoding}`)

function columnsOf({ heads, measures }: Result, { compare }: Layout): string[] {
  const own = measures.map(({ name }) => name)
  const compared = compare ? [...own.map((name) => `compared_${name}`), 'change_percent'] : []
  return [...heads.map(({ name }) => name), ...own, ...compared]
}

function* rowsOf(result: Result, asked: Layout): Generator<CsvCell[]> {
  for (const row of result.rows) {
    if (!asked.then_by) yield [keyCell(asked.group_by, row), ...figures(row, asked)]
    else
      for (const part of row.parts)
        yield [keyCell(asked.group_by, row), keyCell(asked.then_by, part), ...figures(part, asked)]
  }
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
export function plainFigure({ value, unit }: Cell): string | null {
  if (value === null) return null
  if (unit === 'money') return plainDecimal(value, minorDigits(settings().CURRENCY))
  return unit === 'quantity' ? shortDecimal(value, 3) : String(value)
}
