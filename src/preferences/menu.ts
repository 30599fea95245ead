import type { MenuEntry } from '../web/send.ts'

export const settingsMenu: MenuEntry = {
  href: '/settings',
  label: 'preferences.title',
  icon: 'settings',
  may: 'settings.manage',
}
