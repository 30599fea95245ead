import { z } from 'zod'
import { formats } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import { inWorker } from '../../jobs/pool.ts'
import type { Task } from '../../jobs/task.ts'
import { exportList, type Wish } from '../../lists/export.ts'
import { sentFile } from '../../lists/file.ts'
import type { Filter } from '../../lists/filters.ts'
import { gathered, type List, type ListQuestion, type Page, pageSize } from '../../lists/list.ts'
import { pagesAround } from '../../lists/page.ts'
import { type Answer, page } from '../../web/answers.ts'
import type { Reading } from '../../web/reading.ts'
import type { Changes, Definition, Question, Records } from './definition.ts'
import { figureOf, type Value } from './figures.ts'
import { headOf, trailOf } from './page.ts'

/** The filter of a list of records: whatever its report narrows them by, as it crosses to a worker. */
export const recordsFilter = <Narrowed>(): Filter<Narrowed> => ({
  label: 'reports.records',
  schema: z.custom<Narrowed>(),
  control: 'none',
  options: () => Promise.resolve([]),
})

/** What such a list is asked for one of its pages. */
export const recordsQuestion = (asked: unknown, page: number): ListQuestion => ({
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
export async function recordsPage<Q extends Question<unknown>, Narrowed, Item extends { id: number }>(
  report: Definition<Q>,
  records: Records<Q, Narrowed, Item>,
  task: Task<Narrowed, Value[]>,
  { question, parameters, number }: { question: Q; parameters: Record<string, unknown>; number: number },
  reading: Reading,
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
  const trail = [...trailOf(report, question, t), { href: above, label: t(report.label) }]
  const columns = records.columns(narrowed)
  const said = { ...question, dropped: [...question.dropped, ...dropped] }
  return page('reports/records', {
    head: headOf(reading, { question: said, words, trail, address }, t),
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
async function shownOf<Item>(list: List<Item>, asked: ListQuestion, reading: Reading): Promise<Page<Item>> {
  const shown = await list.page(asked, reading.person)
  if (!reading.printing) return shown
  return { ...shown, rows: await gathered(list.stream(asked, reading.person, mostPrinted)) }
}

/** The same records as a CSV, written by a worker. */
export async function recordsFile<Q extends Question<unknown>, Narrowed, Item>(
  { list, label, narrow }: Records<Q, Narrowed, Item>,
  question: Q,
  parameters: Record<string, unknown>,
  wish: Wish,
): Promise<Answer> {
  const asked = recordsQuestion(narrow(question, parameters).narrowed, 1)
  return sentFile(translator(wish.locale)(label), await exportList(list, { ...wish, question: asked }), wish)
}
