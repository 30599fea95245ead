import { z } from 'zod'
import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { idSchema } from '../web/field-schemas.ts'
import { type Answer, page, redirect } from '../web/responses.ts'
import { get, post, type RequestContext } from '../web/route.ts'
import { lostPaths } from './linked-records.ts'
import { markRead, type Notification, readNotifications, unreadCount, unreadNotifications } from './repository.ts'

const maxId = 2147483647

/** Without an id all are marked, up to the newest that the page showed; later ones stay unread. */
const readForm = z.object({ id: idSchema(), up_to: idSchema() })

export const notificationRoutes = [
  get('/notifications', { permission: 'notifications.see' }, (request) => notificationsPage(request)),

  post('/notifications/read', { permission: 'notifications.see', form: readForm }, async ({ input, person }) => {
    await markRead(person.id, input.id === null ? { up_to: input.up_to ?? maxId } : { id: input.id })
    return redirect('/notifications')
  }),
]

const maxShown = 100

/** A person's notifications in their language, unread ones first. */
async function notificationsPage({ person, context }: { person: Person; context: RequestContext }): Promise<Answer> {
  const t = translator(person.locale ?? context.locale)
  const [count, unread] = await Promise.all([unreadCount(person.id), unreadNotifications(person.id, maxShown)])
  const read = unread.length < maxShown ? await readNotifications(person.id, maxShown - unread.length) : []
  const lost = await lostPaths(
    [...unread, ...read].flatMap(({ href }) => href ?? []),
    person,
  )
  const linesOf = (some: Notification[]) =>
    some.map((one) => {
      const line = notificationLine(one, t)
      return { ...line, href: lost.has(line.href) ? null : line.href }
    })
  return page('notifications/page', { count, unread: linesOf(unread), read: linesOf(read) })
}

function notificationLine({ id, kind, details, href, by, created_at }: Notification, t: Translate) {
  const values = { who: by ?? '', ...(JSON.parse(details) as Record<string, string | number>) }
  return {
    id,
    text: t(`notifications.${kind}` as MessageKey, values),
    href: href ?? '/',
    who: by ?? '',
    at: created_at,
  }
}
