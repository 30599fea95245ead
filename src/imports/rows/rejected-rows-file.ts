import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvCell, typedCsvCell, writeCsv } from '../../csv/write.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import type { Locale } from '../../i18n/locale.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { exportFolder } from '../../lists/export.ts'
import { type ImportDefinition, importDefinitionOf } from '../definition.ts'
import { isRejectReasonsHeader, reasonHeaders } from '../file/header.ts'
import type { Import } from '../repository.ts'
import { rejectedRows } from './rows-repository.ts'

/**
 * Writes the rejected rows as they were in the file, with a column of reasons. After corrections the file can be
 * imported again.
 */
export async function writeRejectedRows(record: Import, locale: Locale, path: string): Promise<void> {
  const header = JSON.parse(record.header) as string[]
  const reasonColumn = header.findIndex(isRejectReasonsHeader)
  const dropReason = <T>(cells: T[]): T[] =>
    reasonColumn < 0 ? cells : cells.filter((_, index) => index !== reasonColumn)
  const columns = dropReason(header)
  const t = translator(locale)
  const { fields } = importDefinitionOf(record.kind)
  async function* rows(): AsyncGenerator<CsvCell[]> {
    for await (const { cells, reasons } of rejectedRows(record.id)) {
      const texts = dropReason(cells)
      const padded = columns.map((_, index) => texts[index] ?? '')
      // Surplus cells go after the reason, so that it stays under its header.
      yield [...padded, reasonText(reasons, fields, t), ...texts.slice(columns.length)].map((text) =>
        typedCsvCell(text, 'text'),
      )
    }
  }
  await writeCsv(path, 'utf-8', rows(), { header: [...columns, reasonHeaders[locale]] })
}

/** Writes them to a temporary file, which is deleted after sending; returns its path. */
export const rejectedRowsFile = (record: Import, locale: Locale): Promise<string> =>
  temporaryFile((path) => writeRejectedRows(record, locale, path))

/** A CSV with only a header of all fields, in the person's language; returns its path. */
export function templateFile({ fields }: ImportDefinition, locale: Locale): Promise<string> {
  const t = translator(locale)
  const header = fields.map(({ name, label }) => (locale === 'en' ? name : t(label)))
  return temporaryFile((path) => writeCsv(path, 'utf-8', [], { header }))
}

/** Creates a temporary file; deletes it if writing fails. */
async function temporaryFile(write: (path: string) => Promise<void>): Promise<string> {
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  try {
    await write(path)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The reasons for a rejection as text. */
function reasonText(reasons: FieldError[], fields: ImportDefinition['fields'], t: Translate): string {
  const texts = reasons.map(({ field, key, values }) => {
    const label = fields.find(({ name }) => name === field)?.label
    const text = t(key, values)
    return label ? t('form.problem_at', { label: t(label), text }) : text
  })
  if (texts.length < 2) return texts.join('')
  return texts.map((text) => text.replace(/[.。]$/, '')).join(t('imports.between_reasons'))
}
