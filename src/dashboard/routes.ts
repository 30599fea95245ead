import { z } from 'zod'
import { mayEver } from '../access/permissions.ts'
import { unreadCount } from '../notifications/repository.ts'
import { pageNumberSchema, textSchema } from '../web/field-schemas.ts'
import type { MenuEntry } from '../web/layout-data.ts'
import { page } from '../web/responses.ts'
import { get } from '../web/route.ts'
import { duePage } from './due-list.ts'
import { dashboardPage } from './pages.ts'

const dueQuery = z.object({ page: pageNumberSchema() })

const startQuery = z.object({ check: textSchema(200) })

/** The dashboard, the list of follow-ups and next steps, and the phone's menu page, which repeats the main navigation. */
export const dashboardRoutes = (menu: MenuEntry[]) => [
  get('/', { permission: 'dashboard.see', query: startQuery }, ({ person, query, context }) =>
    dashboardPage(person, person.locale ?? context.locale, query.check ?? ''),
  ),

  get('/follow-ups', { permission: 'dashboard.see', query: dueQuery }, ({ person, query }) =>
    duePage(person, query.page),
  ),

  get('/menu', { permission: 'dashboard.see' }, async ({ person }) =>
    page('dashboard/phone-menu', {
      path: '/menu',
      unread: await unreadCount(person.id),
      entries: menu.filter((entry) => mayEver(person, entry.may)),
    }),
  ),
]
