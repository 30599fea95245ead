import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { today } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import { type AnyTask, task } from '../../jobs/declare-task.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { csvFileResponse, requestedExportOptions } from '../../lists/csv-table-response.ts'
import { auditedExport, registerListForExport } from '../../lists/export.ts'
import { pageNumberSchema } from '../../web/field-schemas.ts'
import { renderContext } from '../../web/render-options.ts'
import { get, type HandlerArgs as Request, type Route } from '../../web/route.ts'
import type { RecordsDefinition, ReportDefinition, ReportParameters } from './definition.ts'
import { type FileTask, writeReport } from './file.ts'
import { type PageTask, reportPage, runAndRenderReport } from './page.ts'
import { recordsFile, recordsPage } from './records.ts'

/** The parts of a report that the registry uses; they do not depend on its parameters. */
export interface RegisteredReport
  extends Pick<ReportDefinition<ReportParameters<unknown>>, 'path' | 'may' | 'label' | 'text'> {
  /** Routes of its pages, CSV files and records. */
  routes: Route[]
  /** Tasks to register with the workers. */
  tasks: AnyTask[]
  /** Registers the list of records for export, so that workers know it. */
  offerRecords(): void
}

type RequestArgs = Pick<
  Request<Person, undefined, Record<string, unknown>, undefined>,
  'person' | 'query' | 'ignoredParams' | 'context'
>

/**
 * Declares a report. Its routes and worker tasks come from one definition, so neither can be missing. `records` are the
 * pages behind its figures; without them, each figure links to a page that exists already.
 */
export function report<
  Q extends ReportParameters<unknown>,
  Query extends z.ZodObject,
  Narrowed,
  Item extends { id: number },
>(
  definition: ReportDefinition<Q, Query>,
  records?: RecordsDefinition<Q, Narrowed, Item>,
): ReportDefinition<Q, Query> & RegisteredReport {
  const figurePages = ownPages(definition)
  const recordPages = records ? recordsPages(definition, records) : { routes: [], tasks: [] }
  return {
    ...definition,
    routes: [...figurePages.routes, ...recordPages.routes],
    tasks: [...(definition.tasks ?? []), ...figurePages.tasks, ...recordPages.tasks],
    offerRecords: () => records && registerListForExport(records.list),
  }
}

type Pages = Pick<RegisteredReport, 'routes' | 'tasks'>

/** Parses a request's parameters. */
const questionOf = async <Q extends ReportParameters<unknown>>(
  { read }: ReportDefinition<Q>,
  { person, query: { page: _, ...reportQuery }, ignoredParams, context }: RequestArgs,
): Promise<Q> => read(reportQuery, { person, ignoredParams, parameters: context.parameters, today: today() })

/** The report's page and its CSV. */
function ownPages<Q extends ReportParameters<unknown>>(definition: ReportDefinition<Q>): Pages {
  const { name, path, may, label, query, rowsPerPage } = definition
  const pageTask = task(`reports.${name}.page`, (params: PageTask<Q['params']>) =>
    runAndRenderReport(definition, params),
  )
  const fileTask = task(`reports.${name}.file`, (params: FileTask<Q['params']>) => writeReport(definition, params))
  return {
    tasks: [pageTask, fileTask],
    routes: [
      get(
        path,
        {
          permission: may,
          query: rowsPerPage ? query.extend({ page: pageNumberSchema() }) : query,
          namesIgnored: true,
        },
        async (request) => {
          const page = { question: await questionOf(definition, request), number: Number(request.query.page ?? 1) }
          return reportPage(definition, pageTask, page, renderContext(request.person, request.context))
        },
      ),
      get(`${path}.csv`, { permission: may, query }, async (request) => {
        const { params } = await questionOf(definition, request)
        const options = requestedExportOptions(request.person, request.context)
        const { locale, encoding } = options
        const file = await auditedExport(label, options, (path) =>
          runInWorker(fileTask, { params, locale, encoding, path }),
        )
        return csvFileResponse(translator(locale)(label), file, options)
      }),
    ],
  }
}

/** The page and the CSV of the records behind its figures. */
function recordsPages<Q extends ReportParameters<unknown>, Narrowed, Item extends { id: number }>(
  definition: ReportDefinition<Q>,
  records: RecordsDefinition<Q, Narrowed, Item>,
): Pages {
  const { name, may, query } = definition
  const totalsTask = task(`reports.${name}.totals`, (narrowed: Narrowed) => records.totals(narrowed))
  return {
    tasks: [totalsTask],
    routes: [
      get(
        records.path,
        { permission: may, query: query.extend({ page: pageNumberSchema() }), namesIgnored: true },
        async (request) => {
          const { parameters } = request.context
          const page = {
            question: await questionOf(definition, request),
            parameters,
            number: Number(request.query.page),
          }
          return recordsPage(definition, records, totalsTask, page, renderContext(request.person, request.context))
        },
      ),
      get(`${records.path}.csv`, { permission: may, query }, async (request) => {
        const question = await questionOf(definition, request)
        return recordsFile(
          records,
          question,
          request.context.parameters,
          requestedExportOptions(request.person, request.context),
        )
      }),
    ],
  }
}
