import type { Person } from '../access/person.ts'
import { type Formats, formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { Refusal } from '../i18n/refusal.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { settings } from '../settings.ts'
import { localDateTime, present } from '../values/clock.ts'
import { type Answer, page } from '../web/answers.ts'
import { chartOf } from './chart.ts'
import { isPeriod } from './dimensions.ts'
import { salesForm } from './form.ts'
import { nameOf } from './names.ts'
import { addressOf, type Question, type SalesAsked } from './question.ts'
import { type Cell, changeOf, type Result, runReport } from './report.ts'
import { range, saidOf, titleOf, unitSaid } from './said.ts'
import { salesReport } from './sales.ts'
import { changed, dataOf, tableOf, textOf } from './table.ts'
import type { Figure, ReportHead, SalesPage } from './views.ts'
import { wordOf } from './words.ts'

/** Who asks, in which language, for the screen or for paper. */
export interface Reading {
  person: Person
  locale: Locale
  printing: boolean
}

/** The sales report as a page, or as its print. */
export async function salesPage(question: Question, reading: Reading): Promise<Answer> {
  const { asked } = question
  const t = translator(reading.locale)
  const [result, said, form] = await Promise.all([answered(asked), saidOf(asked, t), salesForm(question, t)])
  const head = {
    ...headOf(question, reading, '/reports/sales'),
    title: titleOf(asked, t),
    said,
    notices: result ? question.notices : [...question.notices, 'reports.too_many' as const],
  }
  return page('reports/sales', {
    head,
    asked: form,
    figures: result ? figuresOf(result, asked, t, formats(reading.locale, t)) : [],
    chart: result ? drawn(result, asked, reading.locale, t) : null,
    table: result ? tableOf(reading.printing ? onPaper(result) : result, asked, t, formats(reading.locale, t)) : null,
  })
}

const mostColumnsOnPaper = 5

/** More columns than a sheet is wide become rows, so that nothing is cut. */
const onPaper = (result: Result): Result =>
  result.columns && result.columns.length > mostColumnsOnPaper ? { ...result, columns: null } : result

/** The result; undefined where it would be too large to be read. */
async function answered(asked: SalesAsked): Promise<Result | undefined> {
  try {
    return await runReport(salesReport, asked)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** What every page of a report has over it. */
export function headOf(
  question: Question,
  { person, locale, printing }: Reading,
  path: string,
): Omit<ReportHead, 'title' | 'said'> {
  const t = translator(locale)
  return {
    trail: [{ href: '/reports', label: t('reports.title') }],
    days: range(question.asked, t),
    unit: unitSaid(t),
    by: person.name,
    at: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
    printing,
    notices: question.notices,
    dropped: question.dropped,
    links: {
      page: addressOf(path, question),
      csv: addressOf(`${path}.csv`, question),
      print: addressOf(path, question, { print: 1 }),
    },
  }
}

function figuresOf({ totals }: Result, { compare }: SalesAsked, t: Translate, formats: Formats): Figure[] {
  return totals.cells.map((cell, index) => {
    const before = totals.compared?.[index]
    return {
      ...figureOf(cell, t, formats),
      href: cell.href,
      before:
        before && compare
          ? {
              label: t(wordOf(compare)),
              text: textOf(before, formats),
              href: before.href,
              change: changed(changeOf(cell.value, before.value), formats),
            }
          : null,
    }
  })
}

/** A figure by itself, with its currency. */
export const figureOf = (cell: Omit<Cell, 'href'>, t: Translate, formats: Formats): Figure => ({
  label: t(wordOf(cell.measure)),
  measure: cell.measure,
  text: cell.unit === 'money' && cell.value !== null ? formats.money(cell.value) : textOf(cell, formats),
  data: dataOf(cell),
  href: null,
  before: null,
})

const mostBars = 24

function drawn({ rows, measures }: Result, asked: SalesAsked, locale: Locale, t: Translate): SalesPage['chart'] {
  const { measure, group_by, compare } = asked
  const most = isPeriod(group_by) ? 1_000 : mostBars
  const value = (cells: Result['totals']['cells']) => cells.find((cell) => cell.measure === measure)?.value ?? 0
  const groups = rows.slice(0, most).map((row) => ({
    label: nameOf(group_by, row, asked, t),
    now: value(row.cells),
    before: row.compared && value(row.compared),
  }))
  const unit = measures.find(({ name }) => name === measure)?.unit ?? 'money'
  const chart = chartOf({ unit, groups }, locale)
  if (!chart) return null
  return {
    chart,
    label: t('reports.chart_label', { title: titleOf({ ...asked, then_by: null }, t) }),
    now: t(wordOf(measure)),
    before: compare && t(wordOf(compare)),
    left: Math.max(0, rows.length - most),
  }
}

/** The reports that there are. */
export const reportsPage = (): Answer =>
  page('reports/index', {
    reports: [{ href: '/reports/sales', label: 'reports.sales', text: 'reports.sales_text' }],
  })
