import { type CsvCell, typedCsvCell } from '../csv/write.ts'
import { translator } from '../i18n/translate.ts'
import { runInWorker } from '../jobs/worker-pool.ts'
import { type CsvTable, csvTableResponse } from '../lists/csv-table-response.ts'
import type { ExportOptions } from '../lists/export.ts'
import type { Answer } from '../web/responses.ts'
import { indicatorValueCsvText } from './format.ts'
import { indicators, type Unit } from './indicators.ts'
import { type AssessedPeriod, offsetPeriod, periodName } from './period.ts'
import { personProgressWithFigures, teamTask } from './salespeople-progress.ts'
import type { Salesperson } from './team-repository.ts'

/** The team's period as a CSV: one row for each person, three columns for each indicator, no totals row. */
export async function teamPerformanceCsv(period: AssessedPeriod, options: ExportOptions): Promise<Answer> {
  const t = translator(options.locale)
  const { people } = await runInWorker(teamTask, { period: period.key, span: null })
  const heads: CsvTable['heads'] = [
    { name: 'period', label: t('performance.period') },
    { name: 'salesperson', label: t('performance.salesperson') },
    ...indicators.flatMap((name): CsvTable['heads'] => {
      const indicator = t(`performance.indicator_${name}`)
      return [
        { name, label: indicator },
        { name: `${name}_target`, label: t('performance.target_of', { indicator }) },
        { name: `${name}_completion`, label: t('performance.percent_of_target', { indicator }) },
      ]
    }),
  ]
  const rows = people.map(({ who, progress }) => [
    typedCsvCell(period.key, 'plain'),
    typedCsvCell(who.username, 'text'),
    ...progress.flatMap(({ unit, actual, target, completion }) => [
      plainCell(unit, actual),
      plainCell(unit, target),
      plainCell('percent', completion),
    ]),
  ])
  return csvTableResponse('performance.team', t('performance.title'), { heads, rows }, options)
}

/** A person's period and the ones before it as a CSV, one row for each indicator. */
export async function personPerformanceCsv(
  who: Salesperson,
  period: AssessedPeriod,
  periods: number,
  options: ExportOptions,
): Promise<Answer> {
  const t = translator(options.locale)
  const heads = (['period', 'indicator', 'actual', 'target', 'completion'] as const).map((name) => ({
    name,
    label: t(`performance.${name}`),
  }))
  const rows: CsvCell[][] = []
  for (let back = 0; back < periods; back++) {
    const earlierPeriod = offsetPeriod(period, -back)
    for (const { indicator, unit, actual, target, completion } of (
      await personProgressWithFigures(who.id, earlierPeriod)
    ).progress)
      rows.push([
        typedCsvCell(earlierPeriod.key, 'plain'),
        typedCsvCell(indicator, 'plain'),
        plainCell(unit, actual),
        plainCell(unit, target),
        plainCell('percent', completion),
      ])
  }
  return csvTableResponse('performance.person', `${who.name} ${periodName(period.key, t)}`, { heads, rows }, options)
}

const plainCell = (unit: Unit, value: number | null): CsvCell =>
  typedCsvCell(value === null ? null : indicatorValueCsvText(unit, value), 'plain')
