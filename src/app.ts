import { fileURLToPath } from 'node:url'
import express, { type Express } from 'express'
import { holdings } from './accounts/held.ts'
import { teamMenu } from './accounts/menu.ts'
import { ownAccountRoutes } from './accounts/routes.ts'
import { reassignments } from './accounts/team.ts'
import { teamRoutes } from './accounts/team-routes.ts'
import { customerImport } from './customers/import.ts'
import { customerMenu } from './customers/menu.ts'
import { customerFollowers, customerPanels, talkSubjects } from './customers/panels.ts'
import { customersHeld, reassignCustomers } from './customers/reassign.ts'
import { customerRoutes } from './customers/routes.ts'
import { customerFinder } from './customers/search.ts'
import { dashboardMenu } from './dashboard/menu.ts'
import { dashboardRoutes, menuEntries } from './dashboard/routes.ts'
import { helpFor } from './help/parts.ts'
import { helpRoutes } from './help/routes.ts'
import { importMenu } from './imports/menu.ts'
import { importRoutes } from './imports/routes.ts'
import { maintenanceRoutes } from './maintenance/routes.ts'
import { unreadCount } from './notifications/repository.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { opportunityMenu } from './opportunities/menu.ts'
import { opportunityPanel } from './opportunities/panel.ts'
import { opportunityPanels } from './opportunities/panels.ts'
import { opportunitiesHeld, reassignOpportunities } from './opportunities/reassign.ts'
import { renewNeglect } from './opportunities/renew-neglect.ts'
import { openOn } from './opportunities/repository.ts'
import { opportunityRoutes } from './opportunities/routes.ts'
import { opportunityFinder } from './opportunities/search.ts'
import { reindexOpportunitiesOf } from './opportunities/searchable.ts'
import { orderImport } from './orders/import.ts'
import { orderMenu } from './orders/menu.ts'
import { ordersFromOpportunity } from './orders/opportunity-panel.ts'
import { orderPanel } from './orders/panel.ts'
import { orderRoutes } from './orders/routes.ts'
import { orderFinder } from './orders/search.ts'
import { reindexOrdersOf } from './orders/searchable.ts'
import { unpaidHeld } from './orders/unpaid-repository.ts'
import { performanceMenu } from './performance/menu.ts'
import { performanceRoutes } from './performance/routes.ts'
import { settingsMenu } from './preferences/menu.ts'
import { companyName } from './preferences/repository.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { neglectFollowers } from './preferences/save.ts'
import { productImport } from './products/import.ts'
import { productMenu } from './products/menu.ts'
import { productRoutes } from './products/routes.ts'
import { productFinder } from './products/search.ts'
import { reportMenu } from './reports/menu.ts'
import { reportRoutes } from './reports/registry.ts'
import { root } from './root.ts'
import { places } from './search/places.ts'
import { searchRoutes } from './search/routes.ts'
import { settings } from './settings.ts'
import { compressed } from './web/compressed.ts'
import { failures, unknownAddress } from './web/failures.ts'
import { knownHost, privatePages, securityHeaders, serverTiming, speculation } from './web/headers.ts'
import { requestLog } from './web/log.ts'
import { mount } from './web/mount.ts'
import { type FrameParts, sender } from './web/send.ts'
import { servePublic } from './web/serve-public.ts'
import { sessions } from './web/session.ts'

/** What the search of everything asks, in the order of its groups. */
export const finders = [customerFinder, opportunityFinder, orderFinder, productFinder]

/** Every route of the program, room by room. */
export const routes = [
  ...dashboardRoutes,
  ...ownAccountRoutes,
  ...teamRoutes,
  ...customerRoutes,
  ...productRoutes,
  ...opportunityRoutes,
  ...orderRoutes,
  ...performanceRoutes,
  ...importRoutes([customerImport, productImport, orderImport]),
  ...reportRoutes,
  ...notificationRoutes,
  ...preferenceRoutes,
  ...searchRoutes(finders),
  ...maintenanceRoutes,
  ...helpRoutes,
]

/** The main navigation, in its order. */
export const menu = [
  dashboardMenu,
  customerMenu,
  opportunityMenu,
  orderMenu,
  productMenu,
  reportMenu,
  performanceMenu,
  importMenu,
  teamMenu,
  settingsMenu,
]
menuEntries.push(...menu)
places.push(...menu)

customerPanels.push(opportunityPanel, orderPanel)
customerFollowers.push(reindexOpportunitiesOf, reindexOrdersOf)
talkSubjects.push(openOn)
opportunityPanels.push(ordersFromOpportunity)
neglectFollowers.push(renewNeglect)
reassignments.push(reassignCustomers, reassignOpportunities)
holdings.push(customersHeld, opportunitiesHeld, unpaidHeld)

/** What every page's frame knows of rooms above it. */
const frameParts: FrameParts = { company: companyName, unread: ({ id }) => unreadCount(id), help: helpFor }

/** The program as an Express application; the database must be open. */
export function app(): Express {
  const made = express()
  made.disable('x-powered-by')
  made.set('etag', false)
  if (settings().TRUST_PROXY !== undefined) made.set('trust proxy', settings().TRUST_PROXY)
  made.use(serverTiming(), requestLog(), knownHost, securityHeaders(), compressed())
  made.use(servePublic())
  made.use(
    '/vendor/chart.js',
    express.static(fileURLToPath(new URL('node_modules/chart.js/dist', root)), { index: false, maxAge: '1d' }),
  )
  made.use(
    '/vendor/idiomorph',
    express.static(fileURLToPath(new URL('node_modules/idiomorph/dist', root)), { index: false, maxAge: '1d' }),
  )
  made.use(privatePages, sessions(), speculation)
  const send = sender(menu, frameParts)
  mount(made, routes, send)
  made.use(unknownAddress(send), failures(send))
  return made
}
