import type { MenuEntry } from '../web/send.ts'

export const orderMenu: MenuEntry = {
  href: '/orders',
  label: 'orders.title_page',
  icon: 'file-invoice',
  may: 'orders.see',
}
