import { z } from 'zod'
import { formats } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import type { Task } from '../../jobs/task.ts'
import { inWorker } from '../../jobs/worker-pool.ts'
import { csvResponse } from '../../lists/csv-response.ts'
import type { ListParams } from '../../lists/definition.ts'
import { type ExportOptions, exportList } from '../../lists/export.ts'
import type { Filter } from '../../lists/filters.ts'
import { type List, type Page, pageSize, toArray } from '../../lists/list.ts'
import { pagesAround } from '../../lists/page.ts'
import type { RenderContext } from '../../web/render-context.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { Changes, RecordsDefinition, ReportDefinition, ReportParameters } from './definition.ts'
import { figureOf, type MeasureValue } from './figures.ts'
import { breadcrumbOf, reportHead } from './page.ts'

/** The filter of a list of records: whatever its report narrows them by, as it crosses to a worker. */
export const recordsFilter = <Narrowed>(): Filter<Narrowed> => ({
  label: 'reports.records',
  schema: z.custom<Narrowed>(),
  control: 'none',
  options: () => Promise.resolve([]),
})

/** What such a list is asked for one of its pages. */
export const recordsQuestion = (asked: unknown, page: number): ListParams => ({
  q: '',
  filter: { asked },
  sort: null,
  page,
})

/** Whether a parameter is a text that can be looked for. */
export const isReadable = (parameter: unknown): parameter is string =>
  typeof parameter === 'string' && parameter.length <= 200 && !parameter.includes('\0') && parameter.isWellFormed()

const mostPrinted = 2_000

/** The records behind a figure as a page, or as its print; their sums are made in a worker. */
export async function recordsPage<Q extends ReportParameters<unknown>, Narrowed, Item extends { id: number }>(
  report: ReportDefinition<Q>,
  records: RecordsDefinition<Q, Narrowed, Item>,
  task: Task<Narrowed, MeasureValue[]>,
  { question, parameters, number }: { question: Q; parameters: Record<string, unknown>; number: number },
  reading: RenderContext,
): Promise<Answer> {
  const t = translator(reading.locale)
  const written = { t, formats: formats(reading.locale, t), person: reading.person }
  const { narrowed, keys, dropped } = records.narrow(question, parameters)
  const { list } = records
  const asked = recordsQuestion(narrowed, number)
  const [{ rows, total, more }, totals, words] = await Promise.all([
    shownOf(list, asked, reading),
    inWorker(task, narrowed),
    records.words(question, narrowed, t),
  ])
  const address = (changes: Changes = {}, end = '') =>
    report.address(`${records.path}${end}`, question, { ...keys, ...changes })
  const above = report.address(report.path, question)
  const trail = [...breadcrumbOf(report, question, t), { href: above, label: t(report.label) }]
  const columns = records.columns(narrowed)
  const said = { ...question, dropped: [...question.dropped, ...dropped] }
  return page('reports/records', {
    head: reportHead(reading, { question: said, words, trail, address }, t),
    report: above,
    heading: t(records.heading),
    empty: { heading: t(records.empty.heading), text: t(records.empty.text) },
    figures: totals.map((value) => figureOf(value, t, written.formats)),
    columns: columns.map(({ label, numeric = false }) => ({ label: t(label), numeric })),
    rows: rows.map((row) => ({ id: row.id, cells: columns.map(({ cell }) => cell(row, written)) })),
    pages: pagesAround(
      {
        ...(reading.printing ? { page: 1, size: mostPrinted } : { page: number, size: pageSize }),
        rows: rows.length,
        total,
        more,
      },
      (other) => address({ page: other === 1 ? null : other }),
    ),
  })
}

/** A page of records with how many there are; on paper as many as anybody wants there. */
async function shownOf<Item>(list: List<Item>, asked: ListParams, reading: RenderContext): Promise<Page<Item>> {
  const shown = await list.page(asked, reading.person)
  if (!reading.printing) return shown
  return { ...shown, rows: await toArray(list.stream(asked, reading.person, mostPrinted)) }
}

/** The same records as a CSV, written by a worker. */
export async function recordsFile<Q extends ReportParameters<unknown>, Narrowed, Item>(
  { list, label, narrow }: RecordsDefinition<Q, Narrowed, Item>,
  question: Q,
  parameters: Record<string, unknown>,
  wish: ExportOptions,
): Promise<Answer> {
  const asked = recordsQuestion(narrow(question, parameters).narrowed, 1)
  return csvResponse(translator(wish.locale)(label), await exportList(list, { ...wish, question: asked }), wish)
}
