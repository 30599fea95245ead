import type { Person } from '../access/person.ts'
import { mayEver, type Right } from '../access/rights.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { salesForm } from './form.ts'
import { addressOf, doorsOf, type Question } from './question.ts'
import { headOf } from './render.ts'
import { nothingRendered, rendered } from './rendered.ts'
import { range, saidOf, titleOf } from './said.ts'
import { salesReport } from './sales.ts'
import type { ReportHead, ReportPage } from './views.ts'

/** The sales report as a page, or as its print. */
export async function salesPage(question: Question, reading: Reading): Promise<Answer> {
  const t = translator(reading.locale)
  const [{ notices, ...parts }, said, asked] = await Promise.all([
    salesRendered(question, reading),
    saidOf(question.asked, t),
    salesForm(question, t),
  ])
  const head = {
    ...salesHead(question, reading),
    title: titleOf(question.asked, t),
    days: range(question.asked, t),
    said,
    notices,
  }
  return page('reports/report', { ...parts, head, asked, notes: [] })
}

/** Figures, chart and table of a question about sales, and what its page must notice beside. */
export async function salesRendered(
  { asked, notices }: Question,
  reading: Reading,
): Promise<Pick<ReportPage, 'figures' | 'chart' | 'table' | 'counts'> & { notices: Key[] }> {
  const shown = await rendered(salesReport, asked, reading)
  return {
    ...(shown ?? nothingRendered),
    counts: 'reports.what_counts',
    notices: shown ? notices : [...notices, 'reports.too_many'],
  }
}

/** What stands over a page about sales, its title and what is said of it aside. */
export function salesHead(question: Question, reading: Reading, path = doorsOf(question.asked).report) {
  return headOf(reading, {
    notices: question.notices,
    dropped: question.dropped,
    links: {
      page: addressOf(path, question),
      csv: addressOf(`${path}.csv`, question),
      print: addressOf(path, question, { print: 1 }),
    },
  }) satisfies Partial<ReportHead>
}

const reports: { href: string; label: Key; text: Key; may: Right }[] = [
  { href: '/reports/sales', label: 'reports.sales', text: 'reports.sales_text', may: 'reports.sales' },
  { href: '/reports/payments', label: 'reports.payments', text: 'reports.payments_text', may: 'reports.payments' },
]

/** The reports that this person may see. */
export const reportsPage = (person: Person): Answer =>
  page('reports/index', { reports: reports.filter(({ may }) => mayEver(person, may)) })
