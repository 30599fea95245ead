import type { Person } from '../../access/person.ts'
import { type Formats, formats } from '../../i18n/format.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { countLimit, pageSize } from '../../lists/list.ts'
import { type PageLinks, pagesAround } from '../../lists/page.ts'
import { type Answer, page } from '../../web/responses.ts'
import { formatProgress, type ShownProgress } from '../format.ts'
import type { Indicator, Progress } from '../indicators.ts'
import { type PageRequest, performanceRecordsUrl, periodHead } from '../pages.ts'
import type { AssessedPeriod } from '../period.ts'
import { standingOf } from '../progress.ts'
import type { Salesperson } from '../team-repository.ts'
import { type PerformanceRecordColumn, performanceRecordColumns, recordsTitle } from './records-columns.ts'
import { countRecords, firstRecords, type IndicatorRecord, recordsOn } from './records-repository.ts'

const mostPrinted = 2_000

/** The records behind an indicator of somebody's period: their sum, or their count, is the figure. */
export async function performanceRecordsPage(
  who: Salesperson,
  period: AssessedPeriod,
  indicator: Indicator,
  number: number,
  reading: PageRequest,
): Promise<Answer> {
  const t = translator(reading.locale)
  const said = formats(reading.locale, t)
  const asked = { user_id: who.id, indicator, from: period.from, to: period.to }
  const [entries, total, { figures, progress }] = await Promise.all([
    reading.printing ? firstRecords(asked, mostPrinted) : recordsOn(asked, number),
    countRecords(asked),
    standingOf(who.id, period),
  ])
  const address = performanceRecordsUrl(who.id, period.key, indicator)
  return page('performance/records', {
    head: { ...periodHead(`/performance/${who.id}/records`, period, reading), links: linksOf(address) },
    who,
    back: `/performance/${who.id}?period=${period.key}`,
    title: recordsTitle(who, period, indicator, t),
    figures: progress.filter((one) => one.indicator === indicator).map((one) => alone(one, t, said)),
    closed: indicator === 'conversion' ? { won: figures.won, lost: figures.lost } : null,
    ...tableOf(entries, performanceRecordColumns[indicator], reading.person, t, said),
    pages: pagesOf(entries.length, total, reading.printing ? null : number, address),
  })
}

const linksOf = (address: string) => ({
  page: address,
  csv: address.replace('/records?', '/records.csv?'),
  print: `${address}&print=1`,
})

/** The pages around one; null: all on one, as they are printed. */
const pagesOf = (rows: number, counted: number, number: number | null, address: string): PageLinks =>
  pagesAround(
    {
      page: number ?? 1,
      size: number === null ? mostPrinted : pageSize,
      rows,
      total: Math.min(counted, countLimit),
      more: counted > countLimit,
    },
    (other) => (other === 1 ? address : `${address}&page=${other}`),
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

/** A figure by itself, with its currency. */
function alone(one: Progress, t: Translate, formats: Formats): ShownProgress {
  const { actual, ...rest } = formatProgress(one, null, t, formats)
  return { ...rest, actual: one.unit === 'money' ? { ...actual, text: formats.money(one.actual ?? 0) } : actual }
}
