import type { MenuEntry } from '../web/send.ts'

export const importMenu: MenuEntry = { href: '/imports', label: 'imports.menu', icon: 'upload', may: 'imports.see' }
