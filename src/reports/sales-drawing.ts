import type { Translate } from '../i18n/translate.ts'
import { isPeriod } from './dimensions.ts'
import { nameOf } from './names.ts'
import type { SalesAsked } from './question.ts'
import type { Cell, Drawing, Result } from './report.ts'
import { titleOf } from './said.ts'
import { wordOf } from './words.ts'

const mostBars = 24

/** A bar for each period, or for the greatest groups: what is measured, beside what it is compared with. */
export function salesDrawing({ rows, totals, cut }: Result, asked: SalesAsked, t: Translate): Drawing {
  const { measure, group_by, compare } = asked
  const most = isPeriod(group_by) ? 1_000 : mostBars
  const value = (cells: Cell[]) => cells.find((cell) => cell.measure === measure)?.value ?? 0
  return {
    title: titleOf({ ...asked, then_by: null }, t),
    unit: totals.cells.find((cell) => cell.measure === measure)?.unit ?? 'money',
    groups: rows.slice(0, most).map((row) => ({
      label: nameOf(group_by, row, asked, t),
      now: value(row.cells),
      before: row.compared && value(row.compared),
    })),
    now: t(wordOf(measure)),
    before: compare && t(wordOf(compare)),
    left: Math.max(0, rows.length + (cut?.groups ?? 0) - most),
  }
}
