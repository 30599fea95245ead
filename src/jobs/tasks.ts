import { customerList } from '../customers/list.ts'
import '../customers/import.ts'
import '../orders/import/import.ts'
import '../products/import.ts'
import { headTask, planTask } from '../imports/read.ts'
import { exportTask, offerExport } from '../lists/export.ts'
import { opportunityList } from '../opportunities/list.ts'
import { orderLineList } from '../orders/lines-list.ts'
import { teamTask } from '../performance/progress.ts'
import { recordsTask } from '../performance/records-file.ts'
import { productList } from '../products/list.ts'
import { fileTask } from '../reports/file.ts'
import { listedTask } from '../reports/listed.ts'
import { paymentFigureTask } from '../reports/payments.ts'
import { paymentList, paymentRecordList } from '../reports/payments-list.ts'
import { recordsList, recordsTotalsTask } from '../reports/records.ts'
import { pageTask } from '../reports/rendered.ts'
import '../reports/sales.ts'
import type { AnyTask } from './task.ts'

// The lists that can be exported.
offerExport(customerList)
offerExport(productList)
offerExport(recordsList)
offerExport(opportunityList)
offerExport(paymentList)
offerExport(paymentRecordList)
offerExport(orderLineList)

/** Everything that worker threads can do; a task that is not here is not found there. */
export const tasks: AnyTask[] = [
  exportTask,
  headTask,
  planTask,
  pageTask,
  fileTask,
  paymentFigureTask,
  listedTask,
  recordsTotalsTask,
  teamTask,
  recordsTask,
]
