import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../access/person.ts'
import { type Cell, csvName, writeTable } from '../csv/write.ts'
import { transaction } from '../database/database.ts'
import { note } from '../history/note.ts'
import { today } from '../i18n/format.ts'
import { type Answer, file } from '../web/answers.ts'
import type { Surroundings } from '../web/route.ts'
import { exportFolder, type Wish } from './export.ts'

/** What an address wishes: `encoding=gb18030` for older Excel. */
export const wishOf = (person: Person, { locale, parameters }: Surroundings): Wish => ({
  person,
  locale: person.locale ?? locale,
  encoding: parameters.encoding === 'gb18030' ? 'gb18030' : 'utf-8',
})

/** A table that is counted already: its columns by their names and labels, and its rows. */
export interface Table {
  heads: { name: string; label: string }[]
  rows: Cell[][]
}

/** Writes a table as a CSV of this title and notes under the list's name who took how many rows. */
export async function tableFile(list: string, title: string, { heads, rows }: Table, wish: Wish): Promise<Answer> {
  const { person, locale, encoding } = wish
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  try {
    await writeTable(path, encoding, rows, { header: heads.map(({ name, label }) => (locale === 'en' ? name : label)) })
    await transaction(() => note('exports', 0, 'exported', { facts: { list, rows: rows.length, encoding } }, person))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return sentFile(title, path, wish)
}

/** A CSV that is written, on its way to who asked for it. */
export const sentFile = (title: string, path: string, { encoding }: Pick<Wish, 'encoding'>): Answer =>
  file(path, csvName(title, today()), `text/csv; charset=${encoding}`)
