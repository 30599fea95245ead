import { type Cell as CsvCell, cell } from '../csv/write.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import type { Wish } from '../lists/export.ts'
import { tableFile } from '../lists/file.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import type { Answer } from '../web/answers.ts'
import { isPeriod } from './dimensions.ts'
import { type Cell, changeOf, type Layout, type Result, type Row } from './report.ts'
import { wordOf } from './words.ts'

/** A report as a CSV of this title: the groups' columns, then the measures, no total; what it is compared with comes last. */
export async function reportFile(title: Key, result: Result, asked: Layout, wish: Wish): Promise<Answer> {
  const t = translator(wish.locale)
  const heads = columnsOf(result, asked).map((name) => ({ name, label: t(wordOf(name)) }))
  return tableFile(title, t(title), { heads, rows: [...rowsOf(result, asked)] }, wish)
}

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
