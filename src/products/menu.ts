import type { MenuEntry } from '../web/send.ts'

export const productMenu: MenuEntry = {
  href: '/products',
  label: 'products.title_page',
  icon: 'package',
  may: 'products.see',
}
