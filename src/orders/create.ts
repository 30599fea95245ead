import type { Person } from '../access/person.ts'
import { ownerOfNewRecord } from '../accounts/chosen-owner.ts'
import { sharesOfForm, validateShares } from '../accounts/sales-credit-fields.ts'
import { customerDisplayName } from '../customers/repository.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { today } from '../i18n/format.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { notify } from '../notifications/repository.ts'
import { timestamp } from '../values/clock.ts'
import { sharesOrOwnerDefault } from '../values/credit-shares.ts'
import type { OrderInput } from './form/form.ts'
import { findWonOpportunity, refuseUnaskedSecondOrder } from './form/source-opportunity.ts'
import { validateOrderCustomer, validateOrderDays, validateOrderLines } from './form/validate-order.ts'
import { totalsOfOrderLines } from './line-amounts.ts'
import { insertLines, insertOrder, replaceCredits } from './repository.ts'
import { orderSearchText } from './search-text.ts'

/**
 * Adds a draft and returns its id. Customer and credits default to the opportunity's. Throws ValidationError,
 * ValidationErrors.
 */
export const createOrder = ({ version: _, another_order, ...input }: OrderInput, by: Person): Promise<number> =>
  transaction(async () => {
    const { credits: typedCredits, lines: typed, opportunity_id, ...heads } = input
    const ordered_on = heads.ordered_on ?? today()
    validateOrderDays({ ...heads, ordered_on })
    const won = await findWonOpportunity(opportunity_id, by)
    await refuseUnaskedSecondOrder(opportunity_id, another_order)
    const customer = await validateOrderCustomer(input.customer_id ?? won?.customer_id ?? null, by, won)
    const owner_id = await ownerOfNewRecord(input.owner_id, won ?? customer, by)
    const initialCredits = sharesOrOwnerDefault(won?.credits ?? null, owner_id)
    const credits = typedCredits ? sharesOfForm(typedCredits, owner_id, initialCredits) : initialCredits
    await validateShares(credits, won?.credits ?? [])
    const lines = await validateOrderLines(typed ?? [], new Set())
    const search_text = orderSearchText({ ...heads, number: null }, customer)
    const id = await insertOrder({
      ...heads,
      customer_id: customer.id,
      opportunity_id,
      owner_id,
      ordered_on,
      region: heads.region ?? customer.region,
      total: totalsOfOrderLines(lines).total,
      created_at: timestamp(),
      created_by: by.id,
      search_text,
    })
    await insertLines(lines.map(({ product: _, ...line }, position) => ({ order_id: id, position, ...line })))
    await replaceCredits(id, credits)
    await recordEvent('orders', id, 'created', {}, by)
    await writeSearchIndexEntry('orders', id, search_text)
    await notify(owner_id, 'draft_given', { customer: customerDisplayName(customer) }, `/orders/${id}`, by)
    return id
  })
