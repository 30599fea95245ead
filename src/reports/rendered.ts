import { type Formats, formats } from '../i18n/format.ts'
import { Refusal } from '../i18n/refusal.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { inWorker } from '../jobs/pool.ts'
import { task } from '../jobs/task.ts'
import type { Reading } from '../web/reading.ts'
import { renderPart } from '../web/render.ts'
import { chartOf } from './chart.ts'
import { figureOf } from './render.ts'
import { changeOf, type Layout, type Report, type Result, reportCalled } from './report.ts'
import { changed, mostRows, tableOf, textOf } from './table.ts'
import type { Figure, ReportPage } from './views.ts'
import { wordOf } from './words.ts'

/** What a page shows of a report's answer. */
export type Rendered = Pick<ReportPage, 'figures' | 'chart' | 'table'>

interface PageAsked extends Pick<Reading, 'locale' | 'printing'> {
  report: string
  asked: unknown
}

/**
 * A report as its page has it, made where its rows are: thousands of rows would take the main thread's time to take over,
 * and a table some hundreds of rows long to draw, while everybody else waits. As text it crosses at once.
 */
export const pageTask = task(
  'reports.page',
  async ({ report, asked, locale, printing }: PageAsked): Promise<Rendered> => {
    const { run, layout, drawing } = reportCalled(report)
    const result = await run(asked, mostRows)
    const t = translator(locale)
    const written = formats(locale, t)
    const table = tableOf(printing ? onPaper(result) : result, layout(asked), t, written)
    const { title, unit, groups, ...rest } = drawing(result, asked, t)
    const chart = chartOf({ unit, groups }, locale)
    return {
      figures: figuresOf(result, layout(asked), t, written),
      chart: chart ? { chart, label: t('reports.chart_label', { title }), ...rest } : null,
      table: renderPart('reports/table', { table, label: t('reports.table') }, locale),
    }
  },
)

/** Runs a report for a page, in a worker; nothing is shown of an answer that would be too large, and null says so. */
export async function rendered<Asked>(
  { name }: Report<Asked>,
  asked: Asked,
  { locale, printing }: Reading,
): Promise<Rendered | null> {
  try {
    return await inWorker(pageTask, { report: name, asked, locale, printing })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What a page shows of a report whose answer would be too large. */
export const nothingRendered: Rendered = { figures: [], chart: null, table: null }

const mostColumnsOnPaper = 5

/** More columns than a sheet is wide become rows, so that nothing is cut. */
const onPaper = (result: Result): Result =>
  result.columns !== null && result.columns.length > mostColumnsOnPaper ? { ...result, columns: null } : result

/** The key figures of a result: its totals. */
function figuresOf({ totals }: Result, { compare }: Layout, t: Translate, written: Formats): Figure[] {
  return totals.cells.map((cell, index) => {
    const before = totals.compared?.[index]
    return {
      ...figureOf(cell, t, written),
      href: cell.href(),
      before:
        before && compare
          ? {
              label: t(wordOf(compare)),
              text: textOf(before, written),
              href: before.href(),
              change: changed(changeOf(cell.value, before.value), written),
            }
          : null,
    }
  })
}
