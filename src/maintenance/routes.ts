import { createRequire } from 'node:module'
import { anyoneCanSignIn } from '../accounts/repository.ts'
import { today } from '../i18n/format.ts'
import { root } from '../root-folder.ts'
import { page, textResponse } from '../web/responses.ts'
import { get } from '../web/route.ts'

const { version } = createRequire(import.meta.url)(new URL('package.json', root).pathname) as { version: string }

/** Health check, program version, and the design reference. */
export const maintenanceRoutes = [
  get('/healthz', { permission: 'anyone' }, async () => {
    await anyoneCanSignIn()
    return textResponse('ok')
  }),

  get('/about/look', { permission: 'about.see' }, () =>
    page('maintenance/design-reference', {
      form: {
        values: { name: '何思远', kind: 'call', level: 'B', notes: '' },
        errors: [{ field: 'phone', key: 'errors.required' }],
      },
      today: today(),
    }),
  ),

  get('/about', { permission: 'about.see' }, () => page('maintenance/about', { version })),
]
