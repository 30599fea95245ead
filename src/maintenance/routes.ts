import { createRequire } from 'node:module'
import { reader } from '../database/database.ts'
import { page, text } from '../web/answers.ts'
import { root } from '../web/root.ts'
import { get } from '../web/route.ts'

const { version } = createRequire(import.meta.url)(new URL('package.json', root).pathname) as { version: string }

/** How the system is: for people, and for whoever watches over it. */
export const maintenanceRoutes = [
  get('/healthz', { may: 'anyone' }, async () => {
    await reader().selectFrom('users').select('id').limit(1).execute()
    return text('ok')
  }),

  get('/about', { may: 'about.see' }, () => page('maintenance/about', { version })),
]
