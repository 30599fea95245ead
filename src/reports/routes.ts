import { z } from 'zod'
import type { Person } from '../access/person.ts'
import { today } from '../i18n/format.ts'
import { get, type Surroundings } from '../web/route.ts'
import { reportFile } from './file.ts'
import { type Reading, reportsPage, salesPage } from './pages.ts'
import { questionOf, salesQuery } from './question.ts'
import { recordsFile, recordsPage } from './records-page.ts'
import { runReport } from './report.ts'
import { salesReport } from './sales.ts'

const pageQuery = salesQuery.extend({
  page: z
    .string()
    .refine((typed) => typed === '' || /^[1-9]\d{0,6}$/.test(typed))
    .transform((typed) => Number(typed) || 1),
})

const readingOf = (person: Person, { locale, parameters }: Surroundings): Reading => ({
  person,
  locale: person.locale ?? locale,
  printing: parameters.print === '1',
})

const wishOf = (person: Person, { locale, parameters }: Surroundings) => ({
  person,
  locale: person.locale ?? locale,
  encoding: parameters.encoding === 'gb18030' ? ('gb18030' as const) : ('utf-8' as const),
})

export const reportRoutes = [
  get('/reports', { may: 'reports.sales' }, reportsPage),

  get('/reports/sales', { may: 'reports.sales', query: salesQuery }, ({ person, query, dropped, around }) =>
    salesPage(questionOf(query, dropped, today()), readingOf(person, around)),
  ),

  get('/reports/sales.csv', { may: 'reports.sales', query: salesQuery }, async ({ person, query, dropped, around }) => {
    const { asked } = questionOf(query, dropped, today())
    return reportFile(await runReport(salesReport, asked), asked, wishOf(person, around))
  }),

  get('/reports/records', { may: 'reports.sales', query: pageQuery }, ({ person, query, dropped, around }) => {
    const { page, ...said } = query
    return recordsPage(questionOf(said, dropped, today()), around.parameters, page, readingOf(person, around))
  }),

  get('/reports/records.csv', { may: 'reports.sales', query: salesQuery }, ({ person, query, dropped, around }) =>
    recordsFile(questionOf(query, dropped, today()), around.parameters, wishOf(person, around)),
  ),
]
