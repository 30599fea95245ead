import { type ChartProps, mostDrawnRows, tableChart } from '../../charts/chart.ts'
import { formats } from '../../i18n/format.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Task } from '../../jobs/declare-task.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { type PagePosition, pagesAround } from '../../lists/list-page-props.ts'
import { settings } from '../../settings.ts'
import { currentInstant, localDateTime } from '../../values/clock.ts'
import { renderPart } from '../../web/render.ts'
import type { RenderContext } from '../../web/render-options.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RenderedReport, ReportHead, Step } from '../view-props.ts'
import type { Changes, ReportDefinition, ReportMessages, ReportParameters } from './definition.ts'
import { figureText, formatKeyFigure, percentChange, percentChangeText, type ShownFigure } from './format-figures.ts'
import { currencyNote } from './parameter-texts.ts'
import { isPeriodGrouping } from './period-names.ts'
import type { ReportResult } from './result.ts'
import { findMeasureCell, maxTableRows, reportTable, type TableLabels } from './table.ts'

/** The input of the worker task that renders a report. */
export interface PageTask<Asked> extends Pick<RenderContext, 'locale' | 'printing'> {
  params: Asked
  /** The page's number from 1, for a report with pages. */
  number: number
}

/**
 * Runs a report and renders its table to HTML in the worker. Passing thousands of rows to the main thread and drawing a
 * long table there would delay other requests; a string is passed quickly.
 */
export async function runAndRenderReport<Q extends ReportParameters<unknown>>(
  report: ReportDefinition<Q>,
  { params, locale, printing, number }: PageTask<Q['params']>,
): Promise<RenderedReport> {
  const { result, position } = await resultOfPage(report, { params, printing, number })
  const t = translator(locale)
  const labels = { layout: report.layout(params), t, formats: formats(locale, t) }
  const tables = (printing ? onPaper(result) : [result]).map((part) => reportTable(part, { ...labels, printing }))
  return {
    position,
    figures: keyFigures(result, labels).slice(0, report.keyFigures),
    chart: reportChart(result, labels, report.chartColumns),
    table: renderPart('reports/tables', { tables, label: t('reports.table') }, locale),
  }
}

/** The rows of one page, of a report that has pages; of any other, and in print, as many as a page takes. */
async function resultOfPage<Q extends ReportParameters<unknown>>(
  report: Pick<ReportDefinition<Q>, 'run' | 'rowsPerPage'>,
  { params, printing, number }: Pick<PageTask<Q['params']>, 'params' | 'printing' | 'number'>,
): Promise<{ result: ReportResult; position: PagePosition | null }> {
  const { rowsPerPage: size } = report
  if (printing || size === undefined) return { result: await report.run(params, maxTableRows), position: null }
  const before = (number - 1) * size
  const result = await report.run(params, size, before)
  const rows = result.rows.length
  // Beyond the last page is the first.
  if (rows === 0 && number > 1) return resultOfPage(report, { params, printing, number: 1 })
  const position = { page: number, rows, size, total: before + rows + result.cut.groups, more: false }
  return { result: { ...result, cut: { groups: 0, parts: 0 } }, position }
}

/** What the chart draws of the table. */
function reportChart(
  { columns, totals, rows, cut }: ReportResult,
  { layout, t }: TableLabels,
  chartColumns: readonly string[] = [],
): ChartProps {
  const { measure } = findMeasureCell(totals.cells, layout.measure)
  const own = { label: t(measure.label), cell: `[data-measure=${measure.name}]:not([data-then-key])` }
  const compared = layout.compared && { label: t(layout.compared), cell: `[data-compared=${measure.name}]` }
  const periods = isPeriodGrouping(layout.first.name)
  return tableChart({
    table: 'report-table',
    label: t('chart_label', { measure: own.label, by: t(layout.first.label) }),
    unit: measure.unit,
    series: [...(columns ? [] : [own]), ...(compared ? [compared] : [])],
    crossed: columns && measure.name,
    columns: [...chartColumns],
    periods: periods || chartColumns.length > 0,
    left: periods || chartColumns.length > 0 ? 0 : Math.max(0, rows.length + cut.groups - mostDrawnRows),
  })
}

const mostColumnsOnPaper = 12

/** In print, a wide cross table becomes several below each other, so that no column is cut off. */
function onPaper(result: ReportResult): ReportResult[] {
  const { columns } = result
  if (columns === null || columns.length <= mostColumnsOnPaper) return [result]
  const count = Math.ceil(columns.length / mostColumnsOnPaper)
  const size = Math.ceil(columns.length / count)
  return Array.from({ length: count }, (_, part) => ({
    ...result,
    columns: columns.slice(part * size, (part + 1) * size),
  }))
}

/** The totals of all rows, with those of the compared period. */
const keyFigures = ({ totals }: ReportResult, { layout: { compared }, t, formats }: TableLabels): ShownFigure[] =>
  totals.cells.map((cell, index) => {
    const before = compared && totals.compared?.[index]
    return {
      ...formatKeyFigure(cell, t, formats),
      href: cell.href?.() ?? null,
      before: before
        ? {
            label: t(compared),
            text: figureText(before, formats),
            href: before.href?.() ?? '',
            change: percentChangeText(percentChange(cell.value, before.value), formats),
          }
        : null,
    }
  })

/** The page or print of a report; its result comes from a worker. */
export async function reportPage<Q extends ReportParameters<unknown>>(
  report: ReportDefinition<Q>,
  task: Task<PageTask<Q['params']>, RenderedReport>,
  { question, number }: { question: Q; number: number },
  context: RenderContext,
): Promise<Answer> {
  const { locale, printing } = context
  const t = translator(locale)
  const [{ position, ...rendered }, words, form] = await Promise.all([
    runInWorker(task, { params: question.params, locale, printing, number }),
    report.words(question, t),
    report.form(question, context, t),
  ])
  const address = (changes?: Changes, end = '') => report.address(`${report.path}${end}`, question, changes)
  return page('reports/report', {
    ...rendered,
    pages: position && pagesAround(position, (page) => address({ page: page === 1 ? null : page })),
    head: reportHead(context, { question, words, trail: reportBreadcrumb(report, question, t), address }, t),
    form,
    notes: report.notes?.(question, t) ?? [],
    counts: report.counts,
  })
}

/** The breadcrumb links of a report. */
export const reportBreadcrumb = <Q extends ReportParameters<unknown>>(
  { trail }: Pick<ReportDefinition<Q>, 'trail'>,
  question: Q,
  t: Translate,
): Step[] => trail?.(question, t) ?? [{ href: '/reports', label: t('reports.title') }]

/** The head of a report's page, or of the page of its records. */
export function reportHead(
  { person, printing }: RenderContext,
  {
    question: { ignoredParams, notices },
    words,
    trail,
    address,
  }: {
    question: Pick<ReportParameters<unknown>, 'ignoredParams' | 'notices'>
    words: ReportMessages
    trail: Step[]
    address(changes?: Changes, end?: string): string
  },
  t: Translate,
): ReportHead {
  return {
    ...words,
    trail,
    unit: currencyNote(t),
    by: person.name,
    at: localDateTime(currentInstant(), settings().TIME_ZONE).replace('T', ' '),
    printing,
    notices,
    ignoredParams,
    links: { page: address(), csv: address({}, '.csv'), print: address({ print: 1 }) },
  }
}
