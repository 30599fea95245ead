import type { Formats } from '../i18n/format.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { countLimit, pageSize } from '../lists/list.ts'
import { settings } from '../settings.ts'
import { localDateTime, present } from '../values/clock.ts'
import type { Reading } from '../web/reading.ts'
import type { Cell } from './report.ts'
import { unitSaid } from './said.ts'
import { dataOf, textOf } from './table.ts'
import type { Figure, RecordsPage, ReportHead } from './views.ts'
import { wordOf } from './words.ts'

/** What every page of a report has over it, of which it says the rest itself. */
export function headOf<Own extends Partial<ReportHead>>({ person, locale, printing }: Reading, own: Own) {
  const t = translator(locale)
  return {
    trail: [{ href: '/reports', label: t('reports.title') }],
    unit: unitSaid(t),
    by: person.name,
    at: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
    printing,
    ...own,
  }
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

/** As many records as anybody wants on paper. */
export const mostPrinted = 2_000

/** Which of the records found are shown, and the pages before and after. */
export function shownOf(
  { rows, counted, number, reading }: { rows: number; counted: number; number: number; reading: Reading },
  address: (changed: { page: number | null }) => string,
): Pick<RecordsPage, 'shown' | 'previous' | 'next'> {
  const before = reading.printing ? 0 : (number - 1) * pageSize
  const more = counted > countLimit
  return {
    shown: {
      from: rows === 0 ? 0 : before + 1,
      to: rows === 0 ? 0 : before + rows,
      total: Math.min(counted, countLimit),
      more,
    },
    previous: number > 1 ? address({ page: number === 2 ? null : number - 1 }) : null,
    next: !reading.printing && before + rows < counted ? address({ page: number + 1 }) : null,
  }
}
