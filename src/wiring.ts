import { ownedRecords } from './accounts/owned-records.ts'
import { customerImport } from './customers/import/import.ts'
import { customerFollowers, customerPanels, talkSubjects } from './customers/panels.ts'
import { ownedCustomers } from './customers/reassign.ts'
import { offeredImports } from './imports/definition.ts'
import { renewNeglect } from './opportunities/due/renew-neglect.ts'
import { opportunityPanel } from './opportunities/panel.ts'
import { opportunityPanels } from './opportunities/panels.ts'
import { openOn } from './opportunities/repository.ts'
import { ownedOpportunities } from './opportunities/save/reassign.ts'
import { reindexOpportunitiesOf } from './opportunities/searchable.ts'
import { orderImport } from './orders/import/import.ts'
import { unpaidOrders } from './orders/ledger/unpaid-repository.ts'
import { orderPanel, ordersFromOpportunity } from './orders/pages/panels.ts'
import { reindexOrdersOf } from './orders/searchable.ts'
import { neglectFollowers } from './preferences/save.ts'
import { productImport } from './products/import.ts'

/**
 * Every connection between features: what a lower one must do or show for a higher one, which it does not import.
 * Loading this file makes them: the server and each command do so by startup.ts, worker threads by worker/registry.ts,
 * and app.ts before it makes its routes, of which each import has some.
 */
offeredImports.push(customerImport, productImport, orderImport)
ownedRecords.push(ownedCustomers, ownedOpportunities, unpaidOrders)
customerPanels.push(opportunityPanel, orderPanel)
customerFollowers.push(reindexOpportunitiesOf, reindexOrdersOf)
talkSubjects.push(openOn)
opportunityPanels.push(ordersFromOpportunity)
neglectFollowers.push(renewNeglect)
