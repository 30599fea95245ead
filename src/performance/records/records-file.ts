import { type WrittenEncoding, writeCsv } from '../../csv/write.ts'
import type { Locale } from '../../i18n/locale.ts'
import { translator } from '../../i18n/translate.ts'
import { task } from '../../jobs/declare-task.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { csvFileResponse } from '../../lists/csv-table-response.ts'
import { auditedExport, type ExportOptions } from '../../lists/export.ts'
import type { Answer } from '../../web/responses.ts'
import type { Indicator } from '../indicators.ts'
import type { AssessedPeriod } from '../period.ts'
import type { Salesperson } from '../team-repository.ts'
import { performanceRecordColumns, recordsTitle } from './records-columns.ts'
import { allIndicatorRecords, type RecordsParameters } from './records-repository.ts'

interface RecordsFileTask extends RecordsParameters {
  locale: Locale
  encoding: WrittenEncoding
  path: string
}

/** The records behind a figure as a CSV, written by a worker. */
export async function performanceRecordsFile(
  who: Salesperson,
  period: AssessedPeriod,
  indicator: Indicator,
  options: ExportOptions,
): Promise<Answer> {
  const { locale, encoding } = options
  const asked = { user_id: who.id, indicator, from: period.from, to: period.to }
  const path = await auditedExport('performance.records', options, (path) =>
    runInWorker(recordsTask, { ...asked, locale, encoding, path }),
  )
  return csvFileResponse(recordsTitle(who, period, indicator, translator(options.locale)), path, options)
}

/** Streams the records into a CSV file; returns their number. */
export const recordsTask = task(
  'performance.records',
  async ({ locale, encoding, path, ...asked }: RecordsFileTask) => {
    const columns = performanceRecordColumns[asked.indicator]
    const t = translator(locale)
    let count = 0
    async function* rows() {
      for await (const entry of allIndicatorRecords(asked)) {
        count++
        yield columns.map((column) => column.file(entry))
      }
    }
    await writeCsv(path, encoding, rows(), {
      header: columns.map(({ name, label }) => (locale === 'en' ? name : t(label))),
    })
    return count
  },
)
