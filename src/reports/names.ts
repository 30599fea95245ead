import type { Translate } from '../i18n/translate.ts'
import { isPeriod } from './dimensions.ts'
import type { Layout, Row } from './report.ts'

/** How a group is called: a period in words, what has none as such, all else by its name. */
export function nameOf(
  dimension: string,
  { key, label }: Pick<Row, 'key' | 'label'>,
  within: Pick<Layout, 'from' | 'to'>,
  t: Translate,
) {
  if (key === null) return t('reports.without')
  if (!isPeriod(dimension)) return label ?? key
  return periodName(key, within.from?.slice(0, 4) === within.to?.slice(0, 4), t)
}

function periodName(key: string, ofOneYear: boolean, t: Translate): string {
  const year = key.slice(0, 4)
  const rest = key.slice(5)
  if (rest === '') return t('reports.year_name', { year })
  if (rest.length === 5) return key
  if (rest.startsWith('W')) return t('reports.week_name', { year, week: Number(rest.slice(1)) })
  if (rest.startsWith('Q')) return t('reports.quarter_name', { year, quarter: rest.slice(1) })
  const month = t(`reports.month_${Number(rest)}` as 'reports.month_1')
  return ofOneYear ? month : t('reports.month_name', { year, month })
}
