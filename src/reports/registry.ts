import { mayEver } from '../access/permissions.ts'
import type { AnyTask } from '../jobs/declare-task.ts'
import { page } from '../web/responses.ts'
import { get, type Route } from '../web/route.ts'
import type { RegisteredReport } from './engine/report-routes.ts'
import { analysisReport } from './order-analysis/report.ts'
import { paymentsReport } from './payments/report.ts'
import { salesReport } from './sales/report.ts'

/** All reports. Their routes and worker tasks are collected from here. */
export const reports: readonly RegisteredReport[] = [salesReport, paymentsReport, analysisReport]

/** The page /reports, which lists the reports a person may see, and the routes of each report. */
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

/** The worker tasks of all reports. */
export const reportTasks: AnyTask[] = reports.flatMap(({ tasks }) => tasks)
