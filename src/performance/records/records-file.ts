import { type WrittenEncoding, writeTable } from '../../csv/write.ts'
import type { Locale } from '../../i18n/locale.ts'
import { translator } from '../../i18n/translate.ts'
import { inWorker } from '../../jobs/pool.ts'
import { task } from '../../jobs/task.ts'
import { notedExport, type Wish } from '../../lists/export.ts'
import { sentFile } from '../../lists/file.ts'
import type { Answer } from '../../web/answers.ts'
import type { Indicator } from '../indicators.ts'
import type { Assessed } from '../period.ts'
import type { Performer } from '../team-repository.ts'
import { columnsOf, recordsTitle } from './records-columns.ts'
import { everyRecord, type RecordsAsked } from './records-repository.ts'

interface Written extends RecordsAsked {
  locale: Locale
  encoding: WrittenEncoding
  path: string
}

/** The records behind a figure as a CSV, written by a worker. */
export async function recordsFile(who: Performer, period: Assessed, indicator: Indicator, wish: Wish): Promise<Answer> {
  const { locale, encoding } = wish
  const asked = { user_id: who.id, indicator, from: period.from, to: period.to }
  const path = await notedExport('performance.records', wish, (path) =>
    inWorker(recordsTask, { ...asked, locale, encoding, path }),
  )
  return sentFile(recordsTitle(who, period, indicator, translator(wish.locale)), path, wish)
}

/** Writes the records into a file, one after another; returns how many. */
export const recordsTask = task('performance.records', async ({ locale, encoding, path, ...asked }: Written) => {
  const columns = columnsOf[asked.indicator]
  const t = translator(locale)
  let count = 0
  async function* rows() {
    for await (const entry of everyRecord(asked)) {
      count++
      yield columns.map((column) => column.file(entry))
    }
  }
  await writeTable(path, encoding, rows(), {
    header: columns.map(({ name, label }) => (locale === 'en' ? name : t(label))),
  })
  return count
})
