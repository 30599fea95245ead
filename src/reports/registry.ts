import { mayEver } from '../access/permissions.ts'
import type { AnyTask } from '../jobs/task.ts'
import { page } from '../web/responses.ts'
import { get, type Route } from '../web/route.ts'
import { analysisReport } from './analysis/report.ts'
import type { RegisteredReport } from './engine/report.ts'
import { paymentsReport } from './payments/report.ts'
import { salesReport } from './sales/report.ts'

/** Every report. Its pages and its work in threads both come from here. */
export const reports: readonly RegisteredReport[] = [salesReport, paymentsReport, analysisReport]

/** The page of all reports that a person may see, and each report's own. */
export const reportRoutes: Route[] = [
  get('/reports', { permission: 'reports.see' }, ({ person }) =>
    page('reports/list', {
      reports: reports.flatMap(({ path, label, text, may }) =>
        text && mayEver(person, may) ? [{ href: path, label, text }] : [],
      ),
    }),
  ),
  ...reports.flatMap(({ routes }) => routes),
]

/** What reports do in workers. */
export const reportTasks: AnyTask[] = reports.flatMap(({ tasks }) => tasks)
