import type { MenuEntry } from '../web/send.ts'

export const teamMenu: MenuEntry = { href: '/team', label: 'accounts.team', icon: 'user', may: 'accounts.manage' }
