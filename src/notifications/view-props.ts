/** A notification on its page; `at` is an instant. */
export interface NotificationLine {
  id: number
  text: string
  /** Null if the record is no longer theirs to see. */
  href: string | null
  who: string
  at: string
}

declare module '../web/view-props.ts' {
  interface Views {
    'notifications/page': { count: number; unread: NotificationLine[]; read: NotificationLine[] }
  }
}
