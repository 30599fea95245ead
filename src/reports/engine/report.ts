import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { today } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import { type AnyTask, task } from '../../jobs/task.ts'
import { inWorker } from '../../jobs/worker-pool.ts'
import { csvResponse, exportOptions } from '../../lists/csv-response.ts'
import { notedExport, registerExport } from '../../lists/export.ts'
import { pageField } from '../../web/forms.ts'
import { renderContext } from '../../web/render-context.ts'
import { get, type HandlerArgs as Request, type Route } from '../../web/route.ts'
import type { RecordsDefinition, ReportDefinition, ReportParameters } from './definition.ts'
import { type FileTask, writeReport } from './file.ts'
import { type PageTask, renderReport, reportPage } from './page.ts'
import { recordsFile, recordsPage } from './records.ts'

/** What the registry needs of a report, whatever it is asked. */
export interface RegisteredReport
  extends Pick<ReportDefinition<ReportParameters<unknown>>, 'path' | 'may' | 'label' | 'text'> {
  /** Its pages, files and records. */
  routes: Route[]
  /** What of it runs in workers. */
  tasks: AnyTask[]
  /** Makes its records known to workers, so that they can be exported. */
  offerRecords(): void
}

type Asking = Pick<
  Request<Person, undefined, Record<string, unknown>, undefined>,
  'person' | 'query' | 'dropped' | 'context'
>

/** Declares a report: its pages and its work in threads come of the one definition, so that neither can be there without the other. */
export function report<
  Q extends ReportParameters<unknown>,
  Query extends z.ZodObject,
  Narrowed,
  Item extends { id: number },
>(
  definition: ReportDefinition<Q, Query>,
  records: RecordsDefinition<Q, Narrowed, Item>,
): ReportDefinition<Q, Query> & RegisteredReport {
  const [own, behind] = [ownPages(definition), recordsPages(definition, records)]
  return {
    ...definition,
    routes: [...own.routes, ...behind.routes],
    tasks: [...(definition.tasks ?? []), ...own.tasks, ...behind.tasks],
    offerRecords: () => registerExport(records.list),
  }
}

type Pages = Pick<RegisteredReport, 'routes' | 'tasks'>

/** The question of a request. */
const questionOf = async <Q extends ReportParameters<unknown>>(
  { read }: ReportDefinition<Q>,
  { person, query: { page: _, ...said }, dropped, context }: Asking,
): Promise<Q> => read(said, { person, dropped, parameters: context.parameters, today: today() })

/** A report's page and its CSV. */
function ownPages<Q extends ReportParameters<unknown>>(definition: ReportDefinition<Q>): Pages {
  const { name, path, may, label, query } = definition
  const pageTask = task(`reports.${name}.page`, (asked: PageTask<Q['asked']>) => renderReport(definition, asked))
  const fileTask = task(`reports.${name}.file`, (asked: FileTask<Q['asked']>) => writeReport(definition, asked))
  return {
    tasks: [pageTask, fileTask],
    routes: [
      get(path, { permission: may, query }, async (asking) => {
        const question = await questionOf(definition, asking)
        return reportPage(definition, pageTask, question, renderContext(asking.person, asking.context))
      }),
      get(`${path}.csv`, { permission: may, query }, async (asking) => {
        const { asked } = await questionOf(definition, asking)
        const wish = exportOptions(asking.person, asking.context)
        const { locale, encoding } = wish
        const file = await notedExport(label, wish, (path) => inWorker(fileTask, { asked, locale, encoding, path }))
        return csvResponse(translator(locale)(label), file, wish)
      }),
    ],
  }
}

/** The page of the records behind its figures and their CSV. */
function recordsPages<Q extends ReportParameters<unknown>, Narrowed, Item extends { id: number }>(
  definition: ReportDefinition<Q>,
  records: RecordsDefinition<Q, Narrowed, Item>,
): Pages {
  const { name, may, query } = definition
  const totalsTask = task(`reports.${name}.totals`, (narrowed: Narrowed) => records.totals(narrowed))
  return {
    tasks: [totalsTask],
    routes: [
      get(records.path, { permission: may, query: query.extend({ page: pageField() }) }, async (asking) => {
        const { parameters } = asking.context
        const page = { question: await questionOf(definition, asking), parameters, number: Number(asking.query.page) }
        return recordsPage(definition, records, totalsTask, page, renderContext(asking.person, asking.context))
      }),
      get(`${records.path}.csv`, { permission: may, query }, async (asking) => {
        const question = await questionOf(definition, asking)
        return recordsFile(records, question, asking.context.parameters, exportOptions(asking.person, asking.context))
      }),
    ],
  }
}
