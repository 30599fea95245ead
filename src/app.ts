import express, { type Express } from 'express'
import { ownAccountRoutes } from './accounts/routes.ts'
import { teamRoutes } from './accounts/team/team-routes.ts'
import { communicationRoutes } from './customers/communications/routes.ts'
import { customerFinder } from './customers/global-search-entry.ts'
import { customerRoutes } from './customers/routes.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { handbookLinkForRoute } from './help/section-of-page.ts'
import { importDefinitions } from './imports/definition.ts'
import { importRoutes } from './imports/routes.ts'
import { maintenanceRoutes } from './maintenance/routes.ts'
import { menu, menuTargets } from './menu.ts'
import { unreadCount } from './notifications/repository.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { opportunityFinder } from './opportunities/global-search-entry.ts'
import { opportunityRoutes } from './opportunities/routes.ts'
import { orderFinder } from './orders/global-search-entry.ts'
import { orderRoutes } from './orders/routes.ts'
import { performanceRoutes } from './performance/routes.ts'
import { companyName } from './preferences/repository.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { productFinder } from './products/global-search-entry.ts'
import { productRoutes } from './products/routes.ts'
import { reportRoutes } from './reports/registry.ts'
import { searchRoutes } from './search/routes.ts'
import { settings } from './settings.ts'
import './wiring.ts'
import type { LayoutProviders } from './web/layout-data.ts'
import { errorHandler, notFoundHandler } from './web/middleware/error-handler.ts'
import {
  announceSpeculationRules,
  checkHost,
  compressResponses,
  privatePages,
  securityHeaders,
  serverTiming,
} from './web/middleware/headers.ts'
import { requestLog } from './web/middleware/log.ts'
import { serveFiles } from './web/middleware/static-files.ts'
import { mount } from './web/mount.ts'
import { sender } from './web/send.ts'
import { formPageFinder } from './web/session/return-path.ts'
import { sessions } from './web/session/session.ts'

/** The lists of the global search, in the order of its groups. */
export const finders = [customerFinder, opportunityFinder, orderFinder, productFinder]

/** All routes of the program, by feature. */
export const routes = [
  ...dashboardRoutes(menu),
  ...ownAccountRoutes,
  ...teamRoutes,
  ...customerRoutes,
  ...communicationRoutes,
  ...productRoutes,
  ...opportunityRoutes,
  ...orderRoutes,
  ...performanceRoutes,
  ...importRoutes(importDefinitions),
  ...reportRoutes,
  ...notificationRoutes,
  ...preferenceRoutes,
  ...searchRoutes(finders, menuTargets),
  ...maintenanceRoutes,
  ...helpRoutes,
]

/** What features provide for every page's layout, since src/web does not import them. */
const frameParts: LayoutProviders = {
  company: companyName,
  unread: ({ id }) => unreadCount(id),
  help: handbookLinkForRoute,
}

/** The program as an Express application; the database must be open. */
export function app(): Express {
  const application = express()
  application.disable('x-powered-by')
  application.set('etag', false)
  if (settings().TRUST_PROXY !== undefined) application.set('trust proxy', settings().TRUST_PROXY)
  application.use(serverTiming(), requestLog(), checkHost, compressResponses())
  application.use(serveFiles(), securityHeaders())
  application.use(privatePages, sessions(), announceSpeculationRules)
  const send = sender(menu, frameParts)
  mount(application, routes, send)
  const formPage = formPageFinder(routes)
  application.use(notFoundHandler(send, formPage), errorHandler(send, formPage))
  return application
}
