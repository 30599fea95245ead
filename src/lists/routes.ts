import type { OwnersRight, Right } from '../access/rights.ts'
import { csvName } from '../csv/write.ts'
import { today } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { file } from '../web/answers.ts'
import { get, type Route } from '../web/route.ts'
import { exportList } from './export.ts'
import type { List } from './list.ts'
import { questionOf } from './question.ts'

interface Doors {
  /** Who may take the CSV away; which rows they get is the list's own `from`. */
  export: Exclude<Right, OwnersRight | 'anyone'>
  /** What the file is called. */
  title: Key
}

/** The doors that every list has beside its page: its CSV under the same parameters, `encoding=gb18030` for older Excel. */
export const listRoutes = <Row>(list: List<Row>, doors: Doors): Route[] => [
  get(`${list.path}.csv`, { may: doors.export }, async ({ person, around }) => {
    const { question } = questionOf(list, around.parameters)
    const encoding = around.parameters.encoding === 'gb18030' ? 'gb18030' : 'utf-8'
    const locale = person.locale ?? around.locale
    const path = await exportList(list, { question, person, locale, encoding })
    return file(path, csvName(translator(locale)(doors.title), today()), `text/csv; charset=${encoding}`)
  }),
]
