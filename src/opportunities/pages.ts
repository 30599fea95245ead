import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { namedShares } from '../accounts/credits.ts'
import { accountName } from '../accounts/repository.ts'
import { panelsOf } from '../customers/extension-points.ts'
import type { ActivityReader } from '../history/activity.ts'
import { today } from '../i18n/format.ts'
import { listPage } from '../lists/page.ts'
import { choices } from '../preferences/repository.ts'
import { daysBetween } from '../values/days.ts'
import { conflictingFields, emptyForm, type FormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { opportunityActivityOf } from './activity.ts'
import { opportunityPanels } from './extension-points.ts'
import { shownProgress } from './form.ts'
import { type OpportunityRow, opportunityList } from './list.ts'
import { getOpportunity, type Opportunity, openOfOthers } from './repository.ts'
import { chosenStages, isOpen, probabilityOf, weightedAmount } from './stages.ts'
import type { OpportunityPageProps } from './views.ts'

/** The list, with what people look for daily as tabs; a manager's own are a tab among everybody's. */
export async function opportunityListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPage<OpportunityRow>(opportunityList, parameters, person)
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
  const rows = list.rows.map((row) => ({ ...row, holds: probabilityOf(row) }))
  return page('opportunities/list', { list: { ...list, rows }, views, today: today() })
}

type Tab = 'all' | 'own' | 'open' | 'neglected' | 'won' | 'lost'

const ownTab = ({ id }: Person) => ({ label: 'own' as const, asked: { stage: 'open', owner_id: String(id) } })

interface OpportunityPageAsked extends ActivityReader {
  opportunity: Opportunity
  update?: FormState
  status?: number
}

/** An opportunity's page: where it stands, an update at hand, its history. */
export async function opportunityPage(asked: OpportunityPageAsked): Promise<Answer> {
  const { person, opportunity } = asked
  const { id, customer_id, owner_id, stage } = opportunity
  const open = isOpen(stage)
  const [story, beside, author, loss_reason, credits, panels] = await Promise.all([
    opportunityActivityOf(id, 300, asked),
    open ? openOfOthers(customer_id, owner_id) : [],
    accountName(opportunity.created_by),
    choices('loss_reason'),
    namedShares(opportunity.credits),
    panelsOf(opportunityPanels, opportunity, person),
  ])
  const edit = may(person, 'opportunities.edit', opportunity)
  const props: OpportunityPageProps = {
    opportunity,
    open,
    ...chanceOf(opportunity),
    neglected: neglect(opportunity, today()),
    beside,
    credits,
    author,
    story,
    panels,
    may: { edit, order: edit && stage === 'won' },
    update: asked.update ?? emptyForm(shownProgress(opportunity)),
    theirStage: asked.update?.theirs?.stage === undefined ? null : stage,
    offered: { stages: stage === 'superseded' ? [...chosenStages, stage] : chosenStages, loss_reason },
  }
  return page('opportunities/page', props, asked.status)
}

/** How likely it is won, in whole percent, and what it is worth by that. */
function chanceOf(opportunity: Opportunity): Pick<OpportunityPageProps, 'probability' | 'weighted'> {
  const { stage, expected_amount } = opportunity
  const holds = probabilityOf(opportunity)
  const weighted = isOpen(stage) && expected_amount !== null ? weightedAmount(expected_amount, holds) : null
  return { probability: { holds, usual: probabilityOf({ stage, probability: null }) }, weighted }
}

function neglect(
  { stale_on, last_update_on, expected_close_on }: Opportunity,
  now: string,
): OpportunityPageProps['neglected'] {
  if (stale_on === null || stale_on > now) return null
  return { days: daysBetween(last_update_on, now), late: expected_close_on !== null && expected_close_on < now }
}

/** The page with a refused update: all that was typed; where it was stale, theirs beside each field that differs. */
export async function updateRefused(asked: RefusedForm<Person, Opportunity>): Promise<Answer> {
  const { person, context, values, errors, stale } = asked
  const opportunity = await getOpportunity(asked.record.id)
  const update: FormState = stale
    ? {
        typed: { ...values, version: String(opportunity.version) },
        wrong: errors,
        theirs: conflictingFields(shownProgress(opportunity), values),
      }
    : { typed: values, wrong: errors }
  return opportunityPage({ person, context, opportunity, update, status: 422 })
}
