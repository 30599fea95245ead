import type { Person } from '../access/person.ts'
import { mayEver, type Right } from '../access/rights.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { type Answer, page } from '../web/answers.ts'
import type { Reading } from '../web/reading.ts'
import { isPeriod } from './dimensions.ts'
import { salesForm } from './form.ts'
import { nameOf } from './names.ts'
import { addressOf, doorsOf, type Question, type SalesAsked } from './question.ts'
import { answered, drawn, figuresOf, headOf, shownAsTable } from './render.ts'
import type { Result } from './report.ts'
import { range, saidOf, titleOf } from './said.ts'
import { salesReport } from './sales.ts'
import type { ReportHead, ReportPage } from './views.ts'
import { wordOf } from './words.ts'

/** The sales report as a page, or as its print. */
export async function salesPage(question: Question, reading: Reading): Promise<Answer> {
  const t = translator(reading.locale)
  const [rendered, said, asked] = await Promise.all([
    salesRendered(question, reading),
    saidOf(question.asked, t),
    salesForm(question, t),
  ])
  const { notices, ...parts } = rendered
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
  const result = await answered(salesReport, asked)
  return {
    figures: result ? figuresOf(result, asked, reading) : [],
    chart: result ? salesDrawn(result, asked, reading.locale) : null,
    table: result ? shownAsTable(result, asked, reading) : null,
    counts: 'reports.what_counts',
    notices: result ? notices : [...notices, 'reports.too_many'],
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

const mostBars = 24

function salesDrawn({ rows, measures }: Result, asked: SalesAsked, locale: Locale): ReportPage['chart'] {
  const t = translator(locale)
  const { measure, group_by, compare } = asked
  const most = isPeriod(group_by) ? 1_000 : mostBars
  const value = (cells: Result['totals']['cells']) => cells.find((cell) => cell.measure === measure)?.value ?? 0
  const drawing = {
    title: titleOf({ ...asked, then_by: null }, t),
    unit: measures.find(({ name }) => name === measure)?.unit ?? ('money' as const),
    groups: rows.slice(0, most).map((row) => ({
      label: nameOf(group_by, row, asked, t),
      now: value(row.cells),
      before: row.compared && value(row.compared),
    })),
    now: t(wordOf(measure)),
    before: compare && t(wordOf(compare)),
    left: Math.max(0, rows.length - most),
  }
  return drawn(drawing, locale)
}

const reports: { href: string; label: Key; text: Key; may: Right }[] = [
  { href: '/reports/sales', label: 'reports.sales', text: 'reports.sales_text', may: 'reports.sales' },
  { href: '/reports/payments', label: 'reports.payments', text: 'reports.payments_text', may: 'reports.payments' },
]

/** The reports that this person may see. */
export const reportsPage = (person: Person): Answer =>
  page('reports/index', { reports: reports.filter(({ may }) => mayEver(person, may)) })
