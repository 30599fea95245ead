import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { translator } from '../i18n/translate.ts'
import { get, type Route } from '../web/route.ts'
import { csvFileResponse, requestedExportOptions } from './csv-table-response.ts'
import { exportList } from './export.ts'
import type { List } from './list.ts'
import { parseListParams } from './parameters.ts'

interface ListRouteOptions {
  /** The permission to export; which rows are exported follows from the list's `from` and `visible`. */
  export: Exclude<Permission, OwnerPermission | 'anyone'>
  /** The title in the file's name. */
  title: MessageKey
}

/** The routes of every list besides its page: the CSV, with the same parameters. */
export const listExportRoutes = <Row>(list: List<Row>, spec: ListRouteOptions): Route[] => [
  get(`${list.path}.csv`, { permission: spec.export }, async ({ person, context }) => {
    const { question } = parseListParams(list, context.parameters)
    const options = requestedExportOptions(person, context)
    return csvFileResponse(
      translator(options.locale)(spec.title),
      await exportList(list, { ...options, question }),
      options,
    )
  }),
]
