import { mayEver } from '../access/rights.ts'
import { followUpsDue } from '../customers/communications-repository.ts'
import { lastTouched } from '../customers/repository.ts'
import { today } from '../i18n/format.ts'
import { addDays } from '../values/days.ts'
import { page } from '../web/answers.ts'
import { get } from '../web/route.ts'
import type { MenuEntry } from '../web/send.ts'

/** The main navigation again, for the phone's menu page; app.ts fills it. */
export const menuEntries: MenuEntry[] = []

/** The day's start: what is due, and whom one touched last. */
export const dashboardRoutes = [
  get('/', { may: 'dashboard.see' }, async ({ person }) => {
    const now = today()
    const [due, touched] = await Promise.all([followUpsDue(person.id, now, 50), lastTouched(person.id, 12)])
    return page('dashboard/start', { today: now, tomorrow: addDays(now, 1), due, touched })
  }),

  get('/menu', { may: 'dashboard.see' }, ({ person }) =>
    page('dashboard/menu', { path: '/menu', entries: menuEntries.filter((entry) => mayEver(person, entry.may)) }),
  ),

  get('/search', { may: 'customers.see' }, ({ around }) => {
    const q = typeof around.parameters.q === 'string' ? around.parameters.q : ''
    return { kind: 'redirect', to: q ? `/customers?q=${encodeURIComponent(q)}` : '/customers' }
  }),
]
