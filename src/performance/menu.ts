import type { MenuEntry } from '../web/send.ts'

export const performanceMenu: MenuEntry = {
  href: '/performance',
  label: 'performance.title',
  icon: 'gauge',
  may: 'performance.open',
}
