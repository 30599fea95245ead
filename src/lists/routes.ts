import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { translator } from '../i18n/translate.ts'
import { get, type Route } from '../web/route.ts'
import { csvResponse, exportOptions } from './csv-response.ts'
import { exportList } from './export.ts'
import type { List } from './list.ts'
import { parseListParams } from './parameters.ts'

interface Doors {
  /** Who may take the CSV away; which rows they get is the list's own `from`. */
  export: Exclude<Permission, OwnerPermission | 'anyone'>
  /** What the file is called. */
  title: MessageKey
}

/** The doors that every list has beside its page: its CSV under the same parameters. */
export const listRoutes = <Row>(list: List<Row>, doors: Doors): Route[] => [
  get(`${list.path}.csv`, { permission: doors.export }, async ({ person, context }) => {
    const { question } = parseListParams(list, context.parameters)
    const wish = exportOptions(person, context)
    return csvResponse(translator(wish.locale)(doors.title), await exportList(list, { ...wish, question }), wish)
  }),
]
