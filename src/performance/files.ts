import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Person } from '../access/person.ts'
import { type Cell, cell, csvName, type WrittenEncoding, writeTable } from '../csv/write.ts'
import { transaction } from '../database/database.ts'
import { note } from '../history/note.ts'
import { today } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import { inWorker } from '../jobs/pool.ts'
import { exportFolder } from '../lists/export.ts'
import { type Answer, file } from '../web/answers.ts'
import { type Indicator, indicators, type Unit } from './indicators.ts'
import { type Assessed, periodName, shifted } from './period.ts'
import { type Performer, standingOf, teamTask } from './progress.ts'
import { columnsOf } from './records-columns.ts'
import { firstRecords } from './records-repository.ts'
import { plainOf } from './shown.ts'

/** Who wants a file, in which language and encoding. */
export interface Wish {
  person: Person
  locale: Locale
  encoding: WrittenEncoding
}

interface Head {
  name: string
  label: string
}

const mostRecords = 1_000_000

/** Everybody's period as a CSV: a row a person, three columns an indicator, no total. */
export async function teamFile(period: Assessed, wish: Wish): Promise<Answer> {
  const t = translator(wish.locale)
  const { people } = await inWorker(teamTask, period.key)
  const heads: Head[] = [
    { name: 'period', label: t('performance.period') },
    { name: 'salesperson', label: t('performance.salesperson') },
    ...indicators.flatMap((name): Head[] => {
      const indicator = t(`performance.indicator_${name}`)
      return [
        { name, label: indicator },
        { name: `${name}_target`, label: t('performance.target_of', { indicator }) },
        { name: `${name}_completion`, label: t('performance.percent_of_target', { indicator }) },
      ]
    }),
  ]
  const rows = people.map(({ who, progress }) => [
    cell(period.key, 'plain'),
    cell(who.username, 'text'),
    ...progress.flatMap(({ unit, actual, target, completion }) => [
      plain(unit, actual),
      plain(unit, target),
      plain('percent', completion),
    ]),
  ])
  return written('performance.team', t('performance.title'), heads, rows, wish)
}

/** Somebody's period and those before as a CSV: a row an indicator. */
export async function personFile(who: Performer, period: Assessed, periods: number, wish: Wish): Promise<Answer> {
  const t = translator(wish.locale)
  const heads = (['period', 'indicator', 'actual', 'target', 'completion'] as const).map((name) => ({
    name,
    label: t(`performance.${name}`),
  }))
  const rows: Cell[][] = []
  for (let back = 0; back < periods; back++) {
    const then = shifted(period, -back)
    for (const { indicator, unit, actual, target, completion } of (await standingOf(who.id, then)).progress)
      rows.push([
        cell(then.key, 'plain'),
        cell(indicator, 'plain'),
        plain(unit, actual),
        plain(unit, target),
        plain('percent', completion),
      ])
  }
  return written('performance.person', `${who.name} ${periodName(period.key, t)}`, heads, rows, wish)
}

/** The records behind a figure as a CSV. */
export async function recordsFile(who: Performer, period: Assessed, indicator: Indicator, wish: Wish): Promise<Answer> {
  const entries = await firstRecords({ user_id: who.id, indicator, from: period.from, to: period.to }, mostRecords)
  const columns = columnsOf[indicator]
  const rows = entries.map((entry) => columns.map((column) => column.file(entry)))
  const t = translator(wish.locale)
  const title = t('performance.records_title', {
    name: who.name,
    indicator: t(`performance.indicator_${indicator}`),
    period: periodName(period.key, t),
  })
  const heads = columns.map(({ name, label }) => ({ name, label: t(label) }))
  return written('performance.records', title, heads, rows, wish)
}

const plain = (unit: Unit, value: number | null): Cell => cell(value === null ? null : plainOf(unit, value), 'plain')

async function written(list: string, title: string, heads: Head[], rows: Cell[][], wish: Wish): Promise<Answer> {
  const { person, locale, encoding } = wish
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  await writeTable(path, encoding, rows, {
    header: heads.map(({ name, label }) => (locale === 'en' ? name : label)),
  })
  await transaction(() => note('exports', 0, 'exported', { facts: { list, rows: rows.length, encoding } }, person))
  return file(path, csvName(title, today()), `text/csv; charset=${encoding}`)
}
