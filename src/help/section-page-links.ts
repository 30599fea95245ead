import type { HelpShortcut } from './section.ts'

/** Section number → links to pages; the same in both languages. */
export const helpShortcuts: Record<string, HelpShortcut[]> = {
  '1.3': [
    { href: '/', label: 'dashboard.title', may: 'dashboard.see' },
    { href: '/notifications', label: 'notifications.title', may: 'notifications.see' },
  ],
  '1.4': [{ href: '/team', label: 'accounts.team', may: 'accounts.manage' }],
  '2.1': [
    { href: '/account', label: 'own_settings', may: 'own.account' },
    { href: '/password', label: 'accounts.change_password', may: 'own.account' },
  ],
  '2.2': [{ href: '/customers', label: 'customers.title_page', may: 'customers.see' }],
  '2.2.1': [{ href: '/customers/new', label: 'customers.new', may: 'customers.create' }],
  '2.2.3': [{ href: '/customers', label: 'customers.title_page', may: 'customers.see' }],
  '2.2.4': [
    { href: '/customers/import', label: 'customers.import', may: 'customers.import' },
    { href: '/imports', label: 'imports.recent', may: 'imports.see' },
  ],
  '2.3': [{ href: '/opportunities', label: 'opportunities.title_page', may: 'opportunities.see' }],
  '2.3.1': [{ href: '/opportunities/new', label: 'opportunities.new', may: 'opportunities.create' }],
  '2.3.3': [{ href: '/opportunities', label: 'opportunities.title_page', may: 'opportunities.see' }],
  '2.4': [{ href: '/orders', label: 'orders.title_page', may: 'orders.see' }],
  '2.4.1': [
    { href: '/orders/new', label: 'orders.new', may: 'orders.create' },
    { href: '/products', label: 'products.title_page', may: 'products.see' },
    { href: '/orders/import', label: 'orders.import', may: 'orders.import' },
  ],
  '2.4.2': [{ href: '/orders', label: 'orders.title_page', may: 'orders.see' }],
  '2.5': [{ href: '/reports', label: 'reports.title', may: 'reports.sales' }],
  '2.6': [{ href: '/performance', label: 'performance.title', may: 'performance.open' }],
  '3.1': [{ href: '/customers', label: 'customers.title_page', may: 'customers.see' }],
  '3.3': [{ href: '/orders?payment=open', label: 'orders.payment_open', may: 'orders.see' }],
  '3.4': [{ href: '/reports/sales', label: 'reports.sales', may: 'reports.sales' }],
  '3.5': [{ href: '/performance', label: 'performance.title', may: 'performance.open' }],
  '4.1': [{ href: '/settings', label: 'preferences.title', may: 'settings.manage' }],
  '4.2': [{ href: '/about', label: 'about', may: 'about.see' }],
}
