import type { Locale } from '../i18n/locale.ts'
import type { HelpLink } from '../web/view-props.ts'
import { handbookSections } from './handbook.ts'

/** Route path → section of the handbook about its pages; the longest matching prefix is used. */
const parts: Record<string, string> = {
  '/': '1.3',
  '/menu': '1.3',
  '/search': '1.3',
  '/notifications': '1.3',
  '/follow-ups': '1.3',
  '/team': '1.4',
  '/password': '2.1',
  '/account': '2.1',
  '/customers': '2.2.3',
  '/customers/new': '2.2.1',
  '/customers/:id/edit': '2.2.2',
  '/contacts': '2.2.2',
  '/communications': '2.2.3',
  '/customers/import': '2.2.4',
  '/imports': '2.2.4',
  '/opportunities': '2.3.3',
  '/opportunities/new': '2.3.1',
  '/opportunities/:id': '2.3.2',
  '/orders': '2.4.2',
  '/orders/new': '2.4.1',
  '/orders/:id/edit': '2.4.1',
  '/orders/import': '2.4.1',
  '/orders/analysis': '2.4.3',
  '/products': '2.4.1',
  '/reports': '2.5',
  '/reports/sales': '3.4',
  '/reports/payments': '3.3',
  '/performance': '2.6',
  '/performance/:id': '3.5',
  '/settings': '4.1',
  '/about': '4.2',
}

/** The section number for a route, or undefined. */
export function helpSectionForRoute(route: string): string | undefined {
  for (let path = route; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const number = parts[path]
    if (number) return number
  }
  return undefined
}

/** The link from a route's pages to their section of the handbook. */
export function handbookLinkForRoute(route: string, locale: Locale): HelpLink | null {
  const number = helpSectionForRoute(route)
  const part = handbookSections(locale).find((one) => one.number === number)
  return part ? { href: `/help#${part.number}`, heading: `${part.number} ${part.title}` } : null
}
