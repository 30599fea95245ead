import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvCell, csvCell, writeCsv } from '../../csv/write.ts'
import type { FieldError } from '../../i18n/errors.ts'
import type { Locale } from '../../i18n/locale.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { exportFolder } from '../../lists/export.ts'
import { definitionOf, type ImportDefinition } from '../definition.ts'
import { isReason, reasonHeaders } from '../file/header.ts'
import type { Import } from '../repository.ts'
import { rejectedRows } from './rows-repository.ts'

/** Writes an import's rejected rows as the file had them, with a column of reasons; mended, it can be imported again. */
export async function writeRejectedRows(record: Import, locale: Locale, path: string): Promise<void> {
  const header = JSON.parse(record.header) as string[]
  const old = header.findIndex(isReason)
  const without = <T>(cells: T[]): T[] => (old < 0 ? cells : cells.filter((_, index) => index !== old))
  const kept = without(header)
  const t = translator(locale)
  const { fields } = definitionOf(record.kind)
  async function* rows(): AsyncGenerator<CsvCell[]> {
    for await (const { cells, reasons } of rejectedRows(record.id)) {
      const texts = without(cells)
      const full = kept.map((_, index) => texts[index] ?? '')
      // Cells beyond the header stand behind the reason, so that it is under its own header.
      yield [...full, reasonText(reasons, fields, t), ...texts.slice(kept.length)].map((text) => csvCell(text, 'text'))
    }
  }
  await writeCsv(path, 'utf-8', rows(), { header: [...kept, reasonHeaders[locale]] })
}

/** The same into a file that is removed once it is sent. */
export const rejectedRowsFile = (record: Import, locale: Locale): Promise<string> =>
  temporary((path) => writeRejectedRows(record, locale, path))

/** An empty file with every column that can be filled, in the reader's language. */
export function templateFile({ fields }: ImportDefinition, locale: Locale): Promise<string> {
  const t = translator(locale)
  const header = fields.map(({ name, label }) => (locale === 'en' ? name : t(label)))
  return temporary((path) => writeCsv(path, 'utf-8', [], { header }))
}

/** A file that was written whole, or none. */
async function temporary(write: (path: string) => Promise<void>): Promise<string> {
  const path = join(exportFolder(), `${randomUUID()}.csv`)
  try {
    await write(path)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Why a row was refused, in words. */
function reasonText(reasons: FieldError[], fields: ImportDefinition['fields'], t: Translate): string {
  const texts = reasons.map(({ field, key, values }) => {
    const label = fields.find(({ name }) => name === field)?.label
    const text = t(key, values)
    return label ? t('form.problem_at', { label: t(label), text }) : text
  })
  if (texts.length < 2) return texts.join('')
  return texts.map((text) => text.replace(/[.。]$/, '')).join(t('imports.between_reasons'))
}
