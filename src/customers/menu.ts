import type { MenuEntry } from '../web/send.ts'

export const customerMenu: MenuEntry = {
  href: '/customers',
  label: 'customers.title_page',
  icon: 'users',
  may: 'customers.see',
}
