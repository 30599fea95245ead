import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { findOpportunity, findOpportunityBrief, type Opportunity } from '../../opportunities/repository.ts'
import { orderFromOpportunity } from '../repository.ts'
import type { FromOpportunity } from '../view-props.ts'

/** The won opportunity of a new order: one the person may see. Throws ValidationError at opportunity_id. */
export async function findWonOpportunity(id: number | null, by: Person): Promise<Opportunity | undefined> {
  if (id === null) return undefined
  const opportunity = await findOpportunity(id, by)
  if (!opportunity) throw new ValidationError('opportunity_id', 'errors.choice')
  if (opportunity.stage !== 'won') throw new ValidationError('opportunity_id', 'orders.not_won')
  return opportunity
}

/** A second order from one opportunity must be meant. Throws ValidationError at another_order. */
export async function refuseUnaskedSecondOrder(
  opportunity_id: number | null,
  another_order: '1' | null,
): Promise<void> {
  const earlier = opportunity_id === null || another_order ? undefined : await orderFromOpportunity(opportunity_id)
  if (earlier) throw new ValidationError('another_order', 'orders.opportunity_has_order', { order: orderText(earlier) })
}

/** Why an opportunity cannot be lost: an order from it stands. Null if none does. */
export async function orderAgainstLosing(opportunity_id: number): Promise<ValidationError | null> {
  const standing = await orderFromOpportunity(opportunity_id)
  return standing ? new ValidationError('stage', 'orders.stands_against_losing', { order: orderText(standing) }) : null
}

const orderText = ({ id, number }: { id: number; number: string | null }) => number ?? `#${id}`

/** The opportunity of an order; link and amount only for those who may open it. */
export async function sourceOpportunity(id: number | null, person: Person): Promise<FromOpportunity | null> {
  const opportunity = id === null ? undefined : await findOpportunityBrief(id)
  if (!opportunity) return null
  const { owner_id, name, company, expected_amount, ...brief } = opportunity
  const linked = may(person, 'opportunities.edit', { owner_id })
  return { ...brief, linked, customer: company ?? name ?? '', expected_amount: linked ? expected_amount : null }
}

/** The opportunity of a new order, or null if the person may not open it. */
export async function preselectedOpportunity(id: number | null, person: Person): Promise<FromOpportunity | null> {
  const opportunity = await sourceOpportunity(id, person)
  return opportunity?.linked ? opportunity : null
}
