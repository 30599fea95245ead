import type { MenuEntry } from '../web/send.ts'

export const reportMenu: MenuEntry = {
  href: '/reports',
  label: 'reports.title',
  icon: 'chart-bar',
  may: 'reports.see',
}
