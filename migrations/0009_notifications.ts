import type { Migration } from '../src/database/schema-builder.ts'

/** Notifications, stored as data; messages are made when they are read. */
export const notifications: Migration = {
  name: '0009_notifications',
  up({ table, index }) {
    table(
      'notifications',
      `id {id}, user_id integer not null references users (id), kind text not null, details text not null, href text, by_id integer references users (id),
      created_at text not null, read_at text`,
    )
    index('notifications_user', 'notifications (user_id, id)')
    index('notifications_unread', 'notifications (user_id, id) where read_at is null')
  },
}
