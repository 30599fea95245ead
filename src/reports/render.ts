import { type Formats, formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { Refusal } from '../i18n/refusal.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { countLimit, pageSize } from '../lists/list.ts'
import { settings } from '../settings.ts'
import { localDateTime, present } from '../values/clock.ts'
import type { Reading } from '../web/reading.ts'
import { chartOf } from './chart.ts'
import { type Cell, changeOf, type Layout, type Report, type Result, runReport, type Unit } from './report.ts'
import { unitSaid } from './said.ts'
import { changed, dataOf, tableOf, textOf } from './table.ts'
import type { Figure, RecordsPage, ReportHead, ReportPage } from './views.ts'
import { wordOf } from './words.ts'

/** The result; undefined where it would be too large to be read. */
export async function answered<Asked>(report: Report<Asked>, asked: Asked): Promise<Result | undefined> {
  try {
    return await runReport(report, asked)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** What every page of a report has over it, of which it says the rest itself. */
export function headOf<Own extends Partial<ReportHead>>({ person, locale, printing }: Reading, own: Own) {
  const t = translator(locale)
  return {
    trail: [{ href: '/reports', label: t('reports.title') }],
    unit: unitSaid(t),
    by: person.name,
    at: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
    printing,
    ...own,
  }
}

/** The key figures of a result: its totals. */
export function figuresOf({ totals }: Result, { compare }: Layout, { locale }: Reading): Figure[] {
  const t = translator(locale)
  const written = formats(locale, t)
  return totals.cells.map((cell, index) => {
    const before = totals.compared?.[index]
    return {
      ...figureOf(cell, t, written),
      href: cell.href,
      before:
        before && compare
          ? {
              label: t(wordOf(compare)),
              text: textOf(before, written),
              href: before.href,
              change: changed(changeOf(cell.value, before.value), written),
            }
          : null,
    }
  })
}

/** A figure by itself, with its currency. */
export const figureOf = (cell: Omit<Cell, 'href'>, t: Translate, formats: Formats): Figure => ({
  label: t(wordOf(cell.measure)),
  measure: cell.measure,
  text: cell.unit === 'money' && cell.value !== null ? formats.money(cell.value) : textOf(cell, formats),
  data: dataOf(cell),
  href: null,
  before: null,
})

const mostColumnsOnPaper = 5

/** The table of a result: on paper, more columns than a sheet is wide become rows, so that nothing is cut. */
export function shownAsTable(result: Result, layout: Layout, { locale, printing }: Reading): ReportPage['table'] {
  const t = translator(locale)
  const tooWide = printing && result.columns !== null && result.columns.length > mostColumnsOnPaper
  return tableOf(tooWide ? { ...result, columns: null } : result, layout, t, formats(locale, t))
}

/** As many records as anybody wants on paper. */
export const mostPrinted = 2_000

/** Which of the records found are shown, and the pages before and after. */
export function shownOf(
  { rows, counted, number, reading }: { rows: number; counted: number; number: number; reading: Reading },
  address: (changed: { page: number | null }) => string,
): Pick<RecordsPage, 'shown' | 'previous' | 'next'> {
  const before = reading.printing ? 0 : (number - 1) * pageSize
  const more = counted > countLimit
  return {
    shown: {
      from: rows === 0 ? 0 : before + 1,
      to: rows === 0 ? 0 : before + rows,
      total: Math.min(counted, countLimit),
      more,
    },
    previous: number > 1 ? address({ page: number === 2 ? null : number - 1 }) : null,
    next: !reading.printing && before + rows < counted ? address({ page: number + 1 }) : null,
  }
}

/** What a chart shows, with its words. */
interface Drawing {
  title: string
  unit: Unit
  groups: { label: string; now: number; before: number | null }[]
  now: string
  before: string | null
  /** How many groups of the table it leaves out. */
  left: number
}

/** The chart over a table; null where there is nothing to draw. */
export function drawn({ title, unit, groups, ...rest }: Drawing, locale: Locale): ReportPage['chart'] {
  const chart = chartOf({ unit, groups }, locale)
  return chart ? { chart, label: translator(locale)('reports.chart_label', { title }), ...rest } : null
}
