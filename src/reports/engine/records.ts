import { z } from 'zod'
import { formats } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import type { Task } from '../../jobs/declare-task.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { csvFileResponse } from '../../lists/csv-table-response.ts'
import type { ListParams } from '../../lists/definition.ts'
import { type ExportOptions, exportList } from '../../lists/export.ts'
import type { Filter } from '../../lists/filter-kinds.ts'
import { collectRows, type List, type Page, pageSize } from '../../lists/list.ts'
import { pagesAround } from '../../lists/list-page-props.ts'
import type { RenderContext } from '../../web/render-options.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { Changes, RecordsDefinition, ReportDefinition, ReportParameters } from './definition.ts'
import { formatKeyFigure, type MeasureValue } from './format-figures.ts'
import { reportBreadcrumb, reportHead } from './page.ts'

/**
 * The only filter of a list of records. Its value is made by the report, not parsed from the URL, and is sent to
 * workers.
 */
export const recordsListFilter = <Narrowed>(): Filter<Narrowed> => ({
  label: 'reports.records',
  schema: z.custom<Narrowed>(),
  control: 'none',
  options: () => Promise.resolve([]),
})

/** Parameters of such a list for one page (1-based). */
export const recordsListParams = (params: unknown, page: number): ListParams => ({
  q: '',
  filter: { params },
  sort: null,
  page,
})

/** Whether a parameter is a string that can be searched for in the database. */
export const isSearchableString = (parameter: unknown): parameter is string =>
  typeof parameter === 'string' && parameter.length <= 200 && !parameter.includes('\0') && parameter.isWellFormed()

const mostPrinted = 2_000

/** The page or print of the records behind a figure; a worker computes their sums. */
export async function recordsPage<Q extends ReportParameters<unknown>, Narrowed, Item extends { id: number }>(
  report: ReportDefinition<Q>,
  records: RecordsDefinition<Q, Narrowed, Item>,
  task: Task<Narrowed, MeasureValue[]>,
  { question, parameters, number }: { question: Q; parameters: Record<string, unknown>; number: number },
  context: RenderContext,
): Promise<Answer> {
  const t = translator(context.locale)
  const cellContext = { t, formats: formats(context.locale, t), person: context.person }
  const { narrowed, keys, ignoredParams } = records.narrow(question, parameters)
  const { list } = records
  const listParams = recordsListParams(narrowed, number)
  const [{ rows, total, more }, totals, words] = await Promise.all([
    readPage(list, listParams, context),
    runInWorker(task, narrowed),
    records.words(question, narrowed, t),
  ])
  const address = (changes: Changes = {}, end = '') =>
    report.address(`${records.path}${end}`, question, { ...keys, ...changes })
  const reportUrl = report.address(report.path, question)
  const trail = [...reportBreadcrumb(report, question, t), { href: reportUrl, label: t(report.label) }]
  const columns = records.columns(narrowed)
  const completeQuestion = { ...question, ignoredParams: [...question.ignoredParams, ...ignoredParams] }
  return page('reports/records', {
    head: reportHead(context, { question: completeQuestion, words, trail, address }, t),
    report: reportUrl,
    heading: t(records.heading),
    empty: { heading: t(records.empty.heading), text: t(records.empty.text) },
    figures: totals.map((value) => formatKeyFigure(value, t, cellContext.formats)),
    columns: columns.map(({ label, numeric = false }) => ({ label: t(label), numeric })),
    rows: rows.map((row) => ({ id: row.id, cells: columns.map(({ cell }) => cell(row, cellContext)) })),
    pages: pagesAround(
      {
        ...(context.printing ? { page: 1, size: mostPrinted } : { page: number, size: pageSize }),
        rows: rows.length,
        total,
        more,
      },
      (otherPage) => address({ page: otherPage === 1 ? null : otherPage }),
    ),
  })
}

/** One page of records with its count; in print, up to `mostPrinted` records. */
async function readPage<Item>(list: List<Item>, listParams: ListParams, context: RenderContext): Promise<Page<Item>> {
  const result = await list.page(listParams, context.person)
  if (!context.printing) return result
  return { ...result, rows: await collectRows(list.stream(listParams, context.person, mostPrinted)) }
}

/** The same records as a CSV, written by a worker. */
export async function recordsFile<Q extends ReportParameters<unknown>, Narrowed, Item>(
  { list, label, narrow }: RecordsDefinition<Q, Narrowed, Item>,
  question: Q,
  parameters: Record<string, unknown>,
  options: ExportOptions,
): Promise<Answer> {
  const listParams = recordsListParams(narrow(question, parameters).narrowed, 1)
  return csvFileResponse(
    translator(options.locale)(label),
    await exportList(list, { ...options, question: listParams }),
    options,
  )
}
