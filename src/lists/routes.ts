import type { OwnersRight, Right } from '../access/rights.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import { get, type Route } from '../web/route.ts'
import { exportList } from './export.ts'
import { sentFile, wishOf } from './file.ts'
import type { List } from './list.ts'
import { questionOf } from './question.ts'

interface Doors {
  /** Who may take the CSV away; which rows they get is the list's own `from`. */
  export: Exclude<Right, OwnersRight | 'anyone'>
  /** What the file is called. */
  title: Key
}

/** The doors that every list has beside its page: its CSV under the same parameters. */
export const listRoutes = <Row>(list: List<Row>, doors: Doors): Route[] => [
  get(`${list.path}.csv`, { may: doors.export }, async ({ person, around }) => {
    const { question } = questionOf(list, around.parameters)
    const wish = wishOf(person, around)
    return sentFile(translator(wish.locale)(doors.title), await exportList(list, { ...wish, question }), wish)
  }),
]
