import type { Translate } from '../../i18n/translate.ts'
import type { Period } from '../../values/days.ts'
import type { ReportShape, ResultRow } from './result.ts'

/** The lengths of time that rows can be grouped by, shortest first. */
export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Period[]

/** Whether rows are grouped by a length of time. */
export const isPeriodGrouping = (name: string): name is Period => periods.some((period) => period === name)

/** A group's label: a period's name, 'not set' for a null key, otherwise the record's name. */
export function groupName(
  grouping: string,
  { key, label }: Pick<ResultRow, 'key' | 'label'>,
  { from, to }: Pick<ReportShape, 'from' | 'to'>,
  t: Translate,
): string {
  // A row for which only the compared range has a period.
  if (key === null) return isPeriodGrouping(grouping) ? '–' : t('reports.not_set')
  if (!isPeriodGrouping(grouping)) return label ?? key
  return periodName(key, from?.slice(0, 4) === to?.slice(0, 4), t)
}

function periodName(key: string, ofOneYear: boolean, t: Translate): string {
  const [year, rest] = [key.slice(0, 4), key.slice(5)]
  if (rest === '') return t('reports.year_name', { year })
  if (rest.length === 5) return key
  if (rest.startsWith('W')) return t('reports.week_name', { year, week: Number(rest.slice(1)) })
  if (rest.startsWith('Q')) return t('reports.quarter_name', { year, quarter: rest.slice(1) })
  const month = t(`reports.month_${Number(rest)}` as 'reports.month_1')
  return ofOneYear ? month : t('reports.month_name', { year, month })
}
