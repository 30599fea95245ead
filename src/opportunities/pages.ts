import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { accountName } from '../accounts/repository.ts'
import { sharesWithNames } from '../accounts/sales-credit-fields.ts'
import { buildRecordPanels } from '../customers/extension-points.ts'
import { detailsOf } from '../fields/format-values.ts'
import type { ActivityReader } from '../history/activity.ts'
import { today } from '../i18n/format.ts'
import { listPageProps } from '../lists/list-page-props.ts'
import { suggestedValuesByField } from '../preferences/form-suggestions.ts'
import { daysBetween } from '../values/days.ts'
import { type FormState, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { opportunityActivityOf } from './activity.ts'
import { opportunityPanels } from './extension-points.ts'
import { opportunityFields, progressFields } from './fields.ts'
import { opportunityUpdateFormValues } from './form.ts'
import { type OpportunityRow, opportunityList } from './list.ts'
import { getOpportunity, type Opportunity, openOpportunitiesOfOthers } from './repository.ts'
import { isOpenStage, probabilityOf, selectableStages, weightedAmount } from './stages.ts'
import type { OpportunityPageProps } from './view-props.ts'

/** The opportunity list, with tabs for common filters; managers have a tab for their own. */
export async function opportunityListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPageProps<OpportunityRow>(opportunityList, parameters, person)
  const tabs: { label: Tab; asked: Record<string, string> }[] = [
    { label: 'all', asked: {} },
    ...(person.role === 'manager' ? [ownTab(person)] : []),
    { label: 'open', asked: { stage: 'open' } },
    { label: 'neglected', asked: { neglected: '1' } },
    { label: 'won', asked: { stage: 'won' } },
    { label: 'lost', asked: { stage: 'lost' } },
  ]
  const views = tabs.map(({ label, asked }) => ({
    label,
    href: label === 'all' ? '/opportunities' : `/opportunities?${new URLSearchParams(asked)}`,
    current: list.q === '' && list.filters.every(({ name, value }) => value === (asked[name] ?? '')),
  }))
  const rows = list.rows.map((row) => ({ ...row, effective: probabilityOf(row) }))
  return page('opportunities/list', { list: { ...list, rows }, views, today: today() })
}

type Tab = 'all' | 'own' | 'open' | 'neglected' | 'won' | 'lost'

const ownTab = ({ id }: Person) => ({ label: 'own' as const, asked: { stage: 'open', owner_id: String(id) } })

interface OpportunityPageOptions extends ActivityReader {
  opportunity: Opportunity
  update?: FormState
  status?: number
}

/** An opportunity's page: details, update form, activity. */
export async function opportunityPage(options: OpportunityPageOptions): Promise<Answer> {
  const { person, opportunity } = options
  const { id, customer_id, owner_id, stage } = opportunity
  const open = isOpenStage(stage)
  const [activity, otherOpportunities, author, offered, credits, panels] = await Promise.all([
    opportunityActivityOf(id, 300, options),
    open ? openOpportunitiesOfOthers(customer_id, owner_id) : [],
    accountName(opportunity.created_by),
    suggestedValuesByField(progressFields),
    sharesWithNames(opportunity.credits),
    buildRecordPanels(opportunityPanels, opportunity, person),
  ])
  const edit = may(person, 'opportunities.edit', opportunity)
  const props: OpportunityPageProps = {
    opportunity,
    open,
    ...probabilityProps(opportunity),
    neglected: staleProps(opportunity, today()),
    otherOpportunities,
    credits,
    author,
    activity,
    panels,
    may: { edit, order: edit && stage === 'won' },
    hasOrder: panels.some(({ isEmpty }) => !isEmpty),
    update: options.update ?? initialFormState(opportunityUpdateFormValues(opportunity)),
    fields: opportunityFields,
    details: detailsOf(opportunityFields, opportunity),
    offered,
    stages: stage === 'superseded' ? [...selectableStages, stage] : selectableStages,
  }
  return page('opportunities/page', props, options.status)
}

/** The probability in whole percent, and the amount weighted by it in minor units. */
function probabilityProps(opportunity: Opportunity): Pick<OpportunityPageProps, 'probability' | 'weighted'> {
  const { stage, expected_amount } = opportunity
  const effective = probabilityOf(opportunity)
  const weighted = isOpenStage(stage) && expected_amount !== null ? weightedAmount(expected_amount, effective) : null
  return { probability: { effective, usual: probabilityOf({ stage, probability: null }) }, weighted }
}

function staleProps(
  { stale_on, last_update_on, expected_close_on }: Opportunity,
  now: string,
): OpportunityPageProps['neglected'] {
  if (stale_on === null || stale_on > now) return null
  return { days: daysBetween(last_update_on, now), late: expected_close_on !== null && expected_close_on < now }
}

/** The page with a rejected update and the typed values, and those of others where both changed a field. */
export const opportunityUpdateFormRefused = async (refused: RefusedForm<Person, Opportunity>): Promise<Answer> => {
  const { person, context, form } = refused
  const opportunity = await getOpportunity(refused.record.id)
  return opportunityPage({ person, context, opportunity, update: form, status: 422 })
}
