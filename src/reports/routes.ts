import { today } from '../i18n/format.ts'
import { wishOf } from '../lists/file.ts'
import { pageNumber } from '../web/forms.ts'
import { readingOf } from '../web/reading.ts'
import { get } from '../web/route.ts'
import { analysisOf, analysisPage, analysisQuery } from './analysis.ts'
import { reportFile } from './file.ts'
import { reportsPage, salesPage } from './pages.ts'
import { paymentsFile, paymentsPage } from './payments-page.ts'
import { paymentRecordsQuery, paymentsQuery, paymentsQuestion } from './payments-question.ts'
import { paymentRecordsFile, paymentRecordsPage, paymentsNarrowing } from './payments-records.ts'
import { questionOf, salesQuery } from './question.ts'
import { recordsFile, recordsPage } from './records-page.ts'
import { salesReport } from './sales.ts'

const paged = { page: pageNumber() }

const salesRoutes = [
  get('/reports/sales', { may: 'reports.sales', query: salesQuery }, ({ person, query, dropped, around }) =>
    salesPage(questionOf(query, dropped, today()), readingOf(person, around)),
  ),

  get('/reports/sales.csv', { may: 'reports.sales', query: salesQuery }, async ({ person, query, dropped, around }) => {
    const { asked } = questionOf(query, dropped, today())
    return reportFile('reports.sales', salesReport, asked, wishOf(person, around))
  }),

  get(
    '/reports/records',
    { may: 'reports.sales', query: salesQuery.extend(paged) },
    ({ person, query: { page, ...said }, dropped, around }) =>
      recordsPage(questionOf(said, dropped, today()), around.parameters, page, readingOf(person, around)),
  ),

  get('/reports/records.csv', { may: 'reports.sales', query: salesQuery }, ({ person, query, dropped, around }) =>
    recordsFile(questionOf(query, dropped, today()), around.parameters, wishOf(person, around)),
  ),
]

/** Salespeople see these too, over the orders that they own. */
const paymentRoutes = [
  get('/reports/payments', { may: 'reports.payments', query: paymentsQuery }, ({ person, query, dropped, around }) =>
    paymentsPage(paymentsQuestion(query, dropped, today(), person), readingOf(person, around)),
  ),

  get(
    '/reports/payments.csv',
    { may: 'reports.payments', query: paymentsQuery },
    ({ person, query, dropped, around }) =>
      paymentsFile(paymentsQuestion(query, dropped, today(), person), wishOf(person, around)),
  ),

  get(
    '/reports/payments/records',
    { may: 'reports.payments', query: paymentRecordsQuery.extend(paged) },
    ({ person, query, dropped, around }) => {
      const question = paymentsQuestion(query, dropped, today(), person)
      return paymentRecordsPage(question, paymentsNarrowing(question, query), query.page, readingOf(person, around))
    },
  ),

  get(
    '/reports/payments/records.csv',
    { may: 'reports.payments', query: paymentRecordsQuery },
    ({ person, query, dropped, around }) => {
      const question = paymentsQuestion(query, dropped, today(), person)
      return paymentRecordsFile(paymentsNarrowing(question, query), wishOf(person, around))
    },
  ),
]

/** Analysis stands among the orders, and is a report: below this room, nobody knows of it. */
const analysisRoutes = [
  get('/orders/analysis', { may: 'orders.analyse', query: analysisQuery }, async ({ person, query, dropped, around }) =>
    analysisPage(await analysisOf(query, dropped, around.parameters, person), readingOf(person, around)),
  ),

  get(
    '/orders/analysis.csv',
    { may: 'orders.analyse', query: analysisQuery },
    async ({ person, query, dropped, around }) => {
      const { asked } = await analysisOf(query, dropped, around.parameters, person)
      return reportFile('reports.analysis', salesReport, asked, wishOf(person, around))
    },
  ),

  get(
    '/orders/analysis/records',
    { may: 'orders.analyse', query: analysisQuery.extend(paged) },
    async ({ person, query: { page, ...said }, dropped, around }) =>
      recordsPage(
        await analysisOf(said, dropped, around.parameters, person),
        around.parameters,
        page,
        readingOf(person, around),
      ),
  ),

  get(
    '/orders/analysis/records.csv',
    { may: 'orders.analyse', query: analysisQuery },
    async ({ person, query, dropped, around }) =>
      recordsFile(
        await analysisOf(query, dropped, around.parameters, person),
        around.parameters,
        wishOf(person, around),
      ),
  ),
]

export const reportRoutes = [
  get('/reports', { may: 'reports.see' }, ({ person }) => reportsPage(person)),
  ...salesRoutes,
  ...paymentRoutes,
  ...analysisRoutes,
]
