import { ownedRecords } from './accounts/owned-records.ts'
import { communicationSubjects, customerPanels, customerRenameListeners } from './customers/extension-points.ts'
import { ownedCustomers } from './customers/hand-over-customers.ts'
import { customerImport } from './customers/import/import.ts'
import { importDefinitions } from './imports/definition.ts'
import { linkedRecords } from './notifications/linked-records.ts'
import { customerOpportunitiesPanel } from './opportunities/customer-opportunities-panel.ts'
import { refreshOpportunityStaleDates } from './opportunities/due/refresh-stale-dates.ts'
import { opportunityPanels, reasonsAgainstLosing } from './opportunities/extension-points.ts'
import { openOpportunitiesOfCustomer, visibleOpportunityIds } from './opportunities/repository.ts'
import { ownedOpportunities } from './opportunities/save/hand-over-opportunities.ts'
import { reindexOpportunitiesOf } from './opportunities/search-text.ts'
import { orderAgainstLosing } from './orders/form/source-opportunity.ts'
import { orderImport } from './orders/import/import.ts'
import { ownedUnpaidOrders } from './orders/ledger/receivables-repository.ts'
import { customerOrdersPanel, opportunityOrdersPanel } from './orders/pages/panels-on-other-pages.ts'
import { visibleOrderIds } from './orders/repository.ts'
import { reindexOrdersOf } from './orders/search-text.ts'
import { staleDaysListeners } from './preferences/save.ts'
import { productImport } from './products/import.ts'

/**
 * All connections between features: what a lower feature must do or show for a higher one that it does not import.
 * Importing this file makes them: database-startup.ts does so for the server and commands, worker/registry.ts for worker
 * threads, and app.ts before it creates the routes, some of which depend on them.
 */
importDefinitions.push(customerImport, productImport, orderImport)
ownedRecords.push(ownedCustomers, ownedOpportunities, ownedUnpaidOrders)
customerPanels.push(customerOpportunitiesPanel, customerOrdersPanel)
customerRenameListeners.push(reindexOpportunitiesOf, reindexOrdersOf)
communicationSubjects.push(openOpportunitiesOfCustomer)
opportunityPanels.push(opportunityOrdersPanel)
reasonsAgainstLosing.push(orderAgainstLosing)
staleDaysListeners.push(refreshOpportunityStaleDates)
linkedRecords.push(
  { path: '/opportunities/', visibleIds: visibleOpportunityIds },
  { path: '/orders/', visibleIds: visibleOrderIds },
)
