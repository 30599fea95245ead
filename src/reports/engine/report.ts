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
export interface Registered extends Pick<Definition<Question<unknown>>, 'path' | 'may' | 'label' | 'text'> {
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
  records: Records<Q, Narrowed, Item>,
): Definition<Q, Query> & Registered {
  const [own, behind] = [ownPages(definition), recordsPages(definition, records)]
  return {
    ...definition,
    routes: [...own.routes, ...behind.routes],
    tasks: [...(definition.tasks ?? []), ...own.tasks, ...behind.tasks],
    offerRecords: () => offerExport(records.list),
  }
}

type Pages = Pick<Registered, 'routes' | 'tasks'>

/** The question of a request. */
const questionOf = async <Q extends Question<unknown>>(
  { read }: Definition<Q>,
  { person, query: { page: _, ...said }, dropped, around }: Asking,
): Promise<Q> => read(said, { person, dropped, parameters: around.parameters, today: today() })

/** A report's page and its CSV. */
function ownPages<Q extends Question<unknown>>(definition: Definition<Q>): Pages {
  const { name, path, may, label, query } = definition
  const pageTask = task(`reports.${name}.page`, (asked: PageTask<Q['asked']>) => rendered(definition, asked))
  const fileTask = task(`reports.${name}.file`, (asked: FileTask<Q['asked']>) => writeReport(definition, asked))
  return {
    tasks: [pageTask, fileTask],
    routes: [
      get(path, { may, query }, async (asking) => {
        const question = await questionOf(definition, asking)
        return reportPage(definition, pageTask, question, readingOf(asking.person, asking.around))
      }),
      get(`${path}.csv`, { may, query }, async (asking) => {
        const { asked } = await questionOf(definition, asking)
        const wish = wishOf(asking.person, asking.around)
        const { locale, encoding } = wish
        const file = await notedExport(label, wish, (path) => inWorker(fileTask, { asked, locale, encoding, path }))
        return sentFile(translator(locale)(label), file, wish)
      }),
    ],
  }
}

/** The page of the records behind its figures and their CSV. */
function recordsPages<Q extends Question<unknown>, Narrowed, Item extends { id: number }>(
  definition: Definition<Q>,
  records: Records<Q, Narrowed, Item>,
): Pages {
  const { name, may, query } = definition
  const totalsTask = task(`reports.${name}.totals`, (narrowed: Narrowed) => records.totals(narrowed))
  return {
    tasks: [totalsTask],
    routes: [
      get(records.path, { may, query: query.extend({ page: pageNumber() }) }, async (asking) => {
        const { parameters } = asking.around
        const page = { question: await questionOf(definition, asking), parameters, number: Number(asking.query.page) }
        return recordsPage(definition, records, totalsTask, page, readingOf(asking.person, asking.around))
      }),
      get(`${records.path}.csv`, { may, query }, async (asking) => {
        const question = await questionOf(definition, asking)
        return recordsFile(records, question, asking.around.parameters, wishOf(asking.person, asking.around))
      }),
    ],
  }
}
