import { formats } from '../../i18n/format.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Task } from '../../jobs/task.ts'
import { inWorker } from '../../jobs/worker-pool.ts'
import { settings } from '../../settings.ts'
import { localDateTime, present } from '../../values/clock.ts'
import { renderPart } from '../../web/render.ts'
import type { RenderContext } from '../../web/render-context.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RenderedReport, ReportHead, Step } from '../views.ts'
import { chartOf } from './chart.ts'
import type { Changes, ReportDefinition, ReportMessages, ReportParameters } from './definition.ts'
import { changeOf, changeText, figureOf, figureText, type ShownFigure } from './figures.ts'
import { unitText } from './labels.ts'
import type { ReportResult } from './result.ts'
import { mostRows, type ReportTable, reportTable, type TableLabels } from './table.ts'

/** What a worker is told to render. */
export interface PageTask<Asked> extends Pick<RenderContext, 'locale' | 'printing'> {
  asked: Asked
}

/**
 * A report as its page has it, made where its rows are: thousands of rows would take the main thread's time to take over,
 * and a table some hundreds of rows long to draw, while everybody else waits. As text it crosses at once.
 */
export async function renderReport<Q extends ReportParameters<unknown>>(
  report: ReportDefinition<Q>,
  { asked, locale, printing }: PageTask<Q['asked']>,
): Promise<RenderedReport> {
  const result = await report.run(asked, mostRows)
  const t = translator(locale)
  const wording = { layout: report.layout(asked), t, formats: formats(locale, t) }
  const data = report.chart?.(result, asked, t)
  const chart = data && chartOf(data, locale)
  const table: ReportTable = reportTable(printing ? onPaper(result) : result, wording)
  return {
    figures: keyFigures(result, wording).slice(0, report.keyFigures),
    chart: chart
      ? {
          chart,
          label: t('reports.chart_label', { title: data.title }),
          now: data.now,
          before: data.before,
          left: data.left,
        }
      : null,
    table: renderPart('reports/table', { table, label: t('reports.table') }, locale),
  }
}

const mostColumnsOnPaper = 5

/** More columns than a sheet is wide become rows, so that nothing is cut. */
const onPaper = (result: ReportResult): ReportResult =>
  result.columns !== null && result.columns.length > mostColumnsOnPaper ? { ...result, columns: null } : result

/** What all rows come to, beside what it is compared with. */
const keyFigures = ({ totals }: ReportResult, { layout: { compared }, t, formats }: TableLabels): ShownFigure[] =>
  totals.cells.map((cell, index) => {
    const before = compared && totals.compared?.[index]
    return {
      ...figureOf(cell, t, formats),
      href: cell.href(),
      before: before
        ? {
            label: t(compared),
            text: figureText(before, formats),
            href: before.href(),
            change: changeText(changeOf(cell.value, before.value), formats),
          }
        : null,
    }
  })

/** A report as a page, or as its print; its answer is made in a worker. */
export async function reportPage<Q extends ReportParameters<unknown>>(
  report: ReportDefinition<Q>,
  task: Task<PageTask<Q['asked']>, RenderedReport>,
  question: Q,
  reading: RenderContext,
): Promise<Answer> {
  const { locale, printing } = reading
  const t = translator(locale)
  const [shown, words, form] = await Promise.all([
    inWorker(task, { asked: question.asked, locale, printing }),
    report.words(question, t),
    report.form(question, reading, t),
  ])
  const address = (changes?: Changes, end = '') => report.address(`${report.path}${end}`, question, changes)
  return page('reports/report', {
    ...shown,
    head: reportHead(reading, { question, words, trail: breadcrumbOf(report, question, t), address }, t),
    form,
    notes: report.notes?.(question, t) ?? [],
    counts: report.counts,
  })
}

/** The pages above a report. */
export const breadcrumbOf = <Q extends ReportParameters<unknown>>(
  { trail }: Pick<ReportDefinition<Q>, 'trail'>,
  question: Q,
  t: Translate,
): Step[] => trail?.(question, t) ?? [{ href: '/reports', label: t('reports.title') }]

/** What stands over the page of a report, or of the records behind it. */
export function reportHead(
  { person, printing }: RenderContext,
  {
    question: { dropped, notices },
    words,
    trail,
    address,
  }: {
    question: Pick<ReportParameters<unknown>, 'dropped' | 'notices'>
    words: ReportMessages
    trail: Step[]
    address(changes?: Changes, end?: string): string
  },
  t: Translate,
): ReportHead {
  return {
    ...words,
    trail,
    unit: unitText(t),
    by: person.name,
    at: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
    printing,
    notices,
    dropped,
    links: { page: address(), csv: address({}, '.csv'), print: address({ print: 1 }) },
  }
}
