import { z } from 'zod'
import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { idField } from '../web/forms.ts'
import { type Answer, page, redirect } from '../web/responses.ts'
import { get, post, type RequestContext } from '../web/route.ts'
import { markRead, type Notification, readOf, unreadCount, unreadOf } from './repository.ts'
import type { NotificationLine } from './views.ts'

const newest = 2147483647

/** Marking without an id marks all, up to the newest that the page showed: what came in since stays unread. */
const readForm = z.object({ id: idField(), up_to: idField() })

export const notificationRoutes = [
  get('/notifications', { permission: 'notifications.see' }, (asked) => notificationsPage(asked)),

  post('/notifications/read', { permission: 'notifications.see', form: readForm }, async ({ input, person }) => {
    await markRead(person.id, input.id === null ? { up_to: input.up_to ?? newest } : { id: input.id })
    return redirect('/notifications')
  }),
]

const most = 100

/** What a person was told, what they have not read first, as sentences of their language. */
async function notificationsPage({ person, context }: { person: Person; context: RequestContext }): Promise<Answer> {
  const t = translator(person.locale ?? context.locale)
  const [count, unread] = await Promise.all([unreadCount(person.id), unreadOf(person.id, most)])
  const read = unread.length < most ? await readOf(person.id, most - unread.length) : []
  const told = (some: Notification[]) => some.map((one) => toldOf(one, t))
  return page('notifications/page', { count, unread: told(unread), read: told(read) })
}

function toldOf({ id, kind, details, href, by, created_at }: Notification, t: Translate): NotificationLine {
  const values = { who: by ?? '', ...(JSON.parse(details) as Record<string, string | number>) }
  return {
    id,
    text: t(`notifications.${kind}` as MessageKey, values),
    href: href ?? '/',
    who: by ?? '',
    at: created_at,
  }
}
