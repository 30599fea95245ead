/** One notification as its page shows it. */
export interface Told {
  id: number
  text: string
  href: string
  who: string
  at: string
}

declare module '../web/views.ts' {
  interface Views {
    'notifications/page': { count: number; unread: Told[]; read: Told[] }
  }
}
