import { type Formats, formats } from '../../i18n/format.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { countLimit, pageSize } from '../../lists/list.ts'
import { type Answer, page } from '../../web/answers.ts'
import type { Indicator, Progress } from '../indicators.ts'
import { type Asked, headOf, recordsAddress } from '../pages.ts'
import { type Assessed, periodName } from '../period.ts'
import { standingOf } from '../progress.ts'
import { type ShownProgress, shownProgress } from '../shown.ts'
import type { Performer } from '../team-repository.ts'
import { columnsOf } from './records-columns.ts'
import { countRecords, firstRecords, recordsOn } from './records-repository.ts'

const mostPrinted = 2_000

/** The records behind an indicator of somebody's period: their sum, or their count, is the figure. */
export async function recordsPage(
  who: Performer,
  period: Assessed,
  indicator: Indicator,
  number: number,
  reading: Asked,
): Promise<Answer> {
  const t = translator(reading.locale)
  const said = formats(reading.locale, t)
  const asked = { user_id: who.id, indicator, from: period.from, to: period.to }
  const [entries, total, { figures, progress }] = await Promise.all([
    reading.printing ? firstRecords(asked, mostPrinted) : recordsOn(asked, number),
    countRecords(asked),
    standingOf(who.id, period),
  ])
  const columns = columnsOf[indicator]
  const head = headOf(`/performance/${who.id}/records`, period, reading)
  const address = recordsAddress(who.id, period.key, indicator)
  const start = reading.printing ? 0 : (number - 1) * pageSize
  const shown = start + entries.length
  return page('performance/records', {
    head: {
      ...head,
      links: { page: address, csv: address.replace('/records?', '/records.csv?'), print: `${address}&print=1` },
    },
    who,
    back: `/performance/${who.id}?period=${period.key}`,
    title: t('performance.records_title', {
      name: who.name,
      indicator: t(`performance.indicator_${indicator}`),
      period: periodName(period.key, t),
    }),
    figures: progress.filter((one) => one.indicator === indicator).map((one) => alone(one, t, said)),
    closed: indicator === 'conversion' ? { won: figures.won, lost: figures.lost } : null,
    heads: columns.map(({ label, numeric, card }) => ({ label, numeric, card: card ?? null })),
    rows: entries.map((entry) => ({
      id: entry.id,
      cells: columns.map((column) => ({
        text: column.page(entry, t, said),
        href: column.href?.(entry, reading.person) ?? null,
        numeric: column.numeric,
      })),
    })),
    shown: {
      from: entries.length === 0 ? 0 : start + 1,
      to: entries.length === 0 ? 0 : shown,
      total: Math.min(total, countLimit),
      more: total > countLimit,
      left: reading.printing && shown < total,
    },
    previous: number > 1 && !reading.printing ? `${address}${number > 2 ? `&page=${number - 1}` : ''}` : null,
    next: !reading.printing && entries.length > 0 && shown < total ? `${address}&page=${number + 1}` : null,
  })
}

/** A figure by itself, with its currency. */
function alone(one: Progress, t: Translate, formats: Formats): ShownProgress {
  const { actual, ...rest } = shownProgress(one, null, t, formats)
  return { ...rest, actual: one.unit === 'money' ? { ...actual, text: formats.money(one.actual ?? 0) } : actual }
}
