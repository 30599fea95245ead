import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { today } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import { inWorker } from '../../jobs/pool.ts'
import { type AnyTask, task } from '../../jobs/task.ts'
import { notedExport, offerExport } from '../../lists/export.ts'
import { sentFile, wishOf } from '../../lists/file.ts'
import { pageNumber } from '../../web/forms.ts'
import { readingOf } from '../../web/reading.ts'
import { get, type Asked as Request, type Route } from '../../web/route.ts'
import type { Definition, Question, Records } from './definition.ts'
import { type FileTask, writeReport } from './file.ts'
import { type PageTask, rendered, reportPage } from './page.ts'
import { recordsFile, recordsPage } from './records.ts'

/** What the registry needs of a report, whatever it is asked. */
export interface Registered {
  path: string
  may: Definition<Question<unknown>>['may']
  label: Definition<Question<unknown>>['label']
  text?: Definition<Question<unknown>>['text']
  /** Its pages, files and records. */
  routes: Route[]
  /** What of it runs in workers. */
  tasks: AnyTask[]
  /** Makes its records known to workers, so that they can be exported. */
  offerRecords(): void
}

type Asking = Pick<
  Request<Person, undefined, Record<string, unknown>, undefined>,
  'person' | 'query' | 'dropped' | 'around'
>

/** Declares a report: its pages and its work in threads come of the one definition, so that neither can be there without the other. */
export function report<Q extends Question<unknown>, Query extends z.ZodObject, Narrowed, Item extends { id: number }>(
  definition: Definition<Q, Query>,
  records?: Records<Q, Narrowed, Item>,
): Definition<Q, Query> & Registered {
  const { name, path, may, label, tasks: shared = [] } = definition
  const query: z.ZodObject = definition.query
  const pageTask = task(`reports.${name}.page`, (asked: PageTask<Q['asked']>) => rendered(definition, asked))
  const fileTask = task(`reports.${name}.file`, (asked: FileTask<Q['asked']>) => writeReport(definition, asked))
  const read = async ({ person, query: { page: _, ...said }, dropped, around }: Asking): Promise<Q> =>
    definition.read(said as z.output<Query>, { person, dropped, parameters: around.parameters, today: today() })

  const routes = [
    get(path, { may, query }, async (asking) =>
      reportPage(definition, pageTask, await read(asking), readingOf(asking.person, asking.around)),
    ),
    get(`${path}.csv`, { may, query }, async (asking) => {
      const { asked } = await read(asking)
      const wish = wishOf(asking.person, asking.around)
      const { locale, encoding } = wish
      const file = await notedExport(label, wish, (path) => inWorker(fileTask, { asked, locale, encoding, path }))
      return sentFile(translator(locale)(label), file, wish)
    }),
  ]
  if (!records) return { ...definition, routes, tasks: [...shared, pageTask, fileTask], offerRecords: () => undefined }

  const totalsTask = task(`reports.${name}.totals`, (narrowed: Narrowed) => records.totals(narrowed))
  const recordsRoutes = [
    get(records.path, { may, query: query.extend({ page: pageNumber() }) }, async (asking) => {
      const { parameters } = asking.around
      const page = { question: await read(asking), parameters, number: Number(asking.query.page) }
      return recordsPage(definition, records, totalsTask, page, readingOf(asking.person, asking.around))
    }),
    get(`${records.path}.csv`, { may, query }, async (asking) =>
      recordsFile(records, await read(asking), asking.around.parameters, wishOf(asking.person, asking.around)),
    ),
  ]
  return {
    ...definition,
    routes: [...routes, ...recordsRoutes],
    tasks: [...shared, pageTask, fileTask, totalsTask],
    offerRecords: () => offerExport(records.list),
  }
}
