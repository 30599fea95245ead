import { customerList } from '../customers/list.ts'
import { inspectFileTask, planRowsTask } from '../imports/file/file-tasks.ts'
import { exportTask, registerListForExport } from '../lists/export.ts'
import { opportunityList } from '../opportunities/list.ts'
import { orderLineList } from '../orders/lines-list.ts'
import { recordsTask } from '../performance/records/records-file.ts'
import { teamTask } from '../performance/salespeople-progress.ts'
import { productList } from '../products/list.ts'
import { reports, reportTasks } from '../reports/registry.ts'
import '../wiring.ts'
import type { AnyTask } from '../jobs/declare-task.ts'

// The lists that can be exported.
registerListForExport(customerList)
registerListForExport(productList)
registerListForExport(opportunityList)
registerListForExport(orderLineList)
for (const report of reports) report.offerRecords()

/** All tasks of the worker threads; a task must be listed here to be found. */
export const tasks: AnyTask[] = [exportTask, inspectFileTask, planRowsTask, ...reportTasks, teamTask, recordsTask]
