import { z } from 'zod'
import { redirect } from '../web/answers.ts'
import { id } from '../web/forms.ts'
import { get, post } from '../web/route.ts'
import { notificationsPage } from './pages.ts'
import { markRead } from './repository.ts'

const newest = 2147483647

/** Marking without an id marks all, up to the newest that the page showed: what came in since stays unread. */
const readForm = z.object({ id: id(), up_to: id() })

export const notificationRoutes = [
  get('/notifications', { may: 'notifications.see' }, (asked) => notificationsPage(asked)),

  post('/notifications/read', { may: 'notifications.see', form: readForm }, async ({ input, person }) => {
    await markRead(person.id, input.id === null ? { up_to: input.up_to ?? newest } : { id: input.id })
    return redirect('/notifications')
  }),
]
