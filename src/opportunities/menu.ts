import type { MenuEntry } from '../web/send.ts'

export const opportunityMenu: MenuEntry = {
  href: '/opportunities',
  label: 'opportunities.title_page',
  icon: 'target',
  may: 'opportunities.see',
}
