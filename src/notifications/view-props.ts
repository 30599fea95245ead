/** A notification on its page; `at` is an instant. */
export interface NotificationLine {
  id: number
  text: string
  href: string
  who: string
  at: string
}

declare module '../web/view-props.ts' {
  interface Views {
    'notifications/page': { count: number; unread: NotificationLine[]; read: NotificationLine[] }
  }
}
