import { countDueItems } from './dashboard/due-list.ts'
import { today } from './i18n/format.ts'
import type { MenuTarget } from './search/menu-matches.ts'
import type { MenuEntry } from './web/layout-data.ts'

/** The main navigation, in order; the start page's badge counts the follow-ups and next steps due. */
export const menu: MenuEntry[] = [
  {
    href: '/',
    label: 'dashboard.title',
    icon: 'calendar-check',
    may: 'dashboard.see',
    count: (person) => countDueItems(person.id, today()),
  },
  { href: '/customers', label: 'customers.title_page', icon: 'users', may: 'customers.see' },
  { href: '/opportunities', label: 'opportunities.title_page', icon: 'target', may: 'opportunities.see' },
  { href: '/orders', label: 'orders.title_page', icon: 'file-invoice', may: 'orders.see' },
  { href: '/products', label: 'products.title_page', icon: 'package', may: 'products.see' },
  { href: '/reports', label: 'reports.title', icon: 'chart-bar', may: 'reports.see' },
  { href: '/performance', label: 'performance.title', icon: 'gauge', may: 'performance.open' },
  { href: '/imports', label: 'imports.menu', icon: 'upload', may: 'imports.see' },
  { href: '/team', label: 'accounts.team', icon: 'user', may: 'accounts.manage' },
  { href: '/settings', label: 'preferences.title', icon: 'settings', may: 'settings.manage' },
]

/** The pages and forms that the global search finds by name. */
export const menuTargets: MenuTarget[] = [
  { href: '/customers/new', label: 'customers.new', icon: 'user-plus', may: 'customers.create' },
  { href: '/opportunities/new', label: 'opportunities.new', icon: 'target', may: 'opportunities.create' },
  { href: '/orders/new', label: 'orders.new', icon: 'plus', may: 'orders.create' },
  { href: '/products/new', label: 'products.new', icon: 'plus', may: 'products.maintain' },
  { href: '/performance/targets', label: 'performance.targets', icon: 'target', may: 'performance.manage' },
  ...menu,
]
