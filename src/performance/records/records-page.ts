import type { Person } from '../../access/person.ts'
import { type Formats, formats } from '../../i18n/format.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { countLimit, pageSize } from '../../lists/list.ts'
import { type PageLinks, pagesAround } from '../../lists/list-page-props.ts'
import { type Answer, page } from '../../web/responses.ts'
import { formatIndicatorProgress, type ShownProgress } from '../format.ts'
import type { Indicator, Progress } from '../indicators.ts'
import { type PageRequest, performanceRecordsUrl, periodPageHead } from '../pages.ts'
import type { AssessedPeriod } from '../period.ts'
import { personProgressWithFigures } from '../salespeople-progress.ts'
import type { Salesperson } from '../team-repository.ts'
import { type PerformanceRecordColumn, performanceRecordColumns, recordsTitle } from './records-columns.ts'
import {
  countPerformanceRecords,
  firstIndicatorRecords,
  type IndicatorRecord,
  indicatorRecordsPage,
} from './records-repository.ts'

const mostPrinted = 2_000

/** The records behind an indicator; their sum or count is the figure. */
export async function performanceRecordsPage(
  who: Salesperson,
  period: AssessedPeriod,
  indicator: Indicator,
  number: number,
  context: PageRequest,
): Promise<Answer> {
  const t = translator(context.locale)
  const formatters = formats(context.locale, t)
  const asked = { user_id: who.id, indicator, from: period.from, to: period.to }
  const [entries, total, { figures, progress }] = await Promise.all([
    context.printing ? firstIndicatorRecords(asked, mostPrinted) : indicatorRecordsPage(asked, number),
    countPerformanceRecords(asked),
    personProgressWithFigures(who.id, period),
  ])
  const address = performanceRecordsUrl(who.id, period.key, indicator)
  return page('performance/records', {
    head: { ...periodPageHead(`/performance/${who.id}/records`, period, context), links: linksOf(address) },
    who,
    back: `/performance/${who.id}?period=${period.key}`,
    title: recordsTitle(who, period, indicator, t),
    figures: progress.filter((item) => item.indicator === indicator).map((item) => formatFigure(item, t, formatters)),
    closed: indicator === 'conversion' ? { won: figures.won, lost: figures.lost } : null,
    ...tableOf(entries, performanceRecordColumns[indicator], context.person, t, formatters),
    pages: pagesOf(entries.length, total, context.printing ? null : number, address),
  })
}

const linksOf = (address: string) => ({
  page: address,
  csv: address.replace('/records?', '/records.csv?'),
  print: `${address}&print=1`,
})

/** Pagination; a null page number means everything on one page, as in print. */
const pagesOf = (rows: number, count: number, number: number | null, address: string): PageLinks =>
  pagesAround(
    {
      page: number ?? 1,
      size: number === null ? mostPrinted : pageSize,
      rows,
      total: Math.min(count, countLimit),
      more: count > countLimit,
    },
    (otherPage) => (otherPage === 1 ? address : `${address}&page=${otherPage}`),
  )

const tableOf = (
  entries: IndicatorRecord[],
  columns: PerformanceRecordColumn[],
  person: Person,
  t: Translate,
  formats: Formats,
) => ({
  heads: columns.map(({ label, numeric, card }) => ({ label, numeric, card: card ?? null })),
  rows: entries.map((entry) => ({
    id: entry.id,
    cells: columns.map(({ page, href, numeric }) => ({
      text: page(entry, t, formats),
      href: href?.(entry, person) ?? null,
      numeric,
    })),
  })),
})

/** Formats a single figure, with its currency. */
function formatFigure(item: Progress, t: Translate, formats: Formats): ShownProgress {
  const { actual, ...rest } = formatIndicatorProgress(item, null, t, formats)
  return { ...rest, actual: item.unit === 'money' ? { ...actual, text: formats.money(item.actual ?? 0) } : actual }
}
