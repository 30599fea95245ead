import type { CreditPerson } from '../accounts/creditable-people.ts'
import type { CustomerChoices } from '../customers/duplicates/customer-lookup.ts'
import type { Panel } from '../customers/view-props.ts'
import type { Detail } from '../fields/format-values.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { ListPage } from '../lists/list-page-props.ts'
import type { FormState } from '../web/form-state.ts'
import type { OpportunityActivityEntry } from './activity.ts'
import type { detailFields, opportunityFields, progressFields } from './fields.ts'
import type { OpportunityRow } from './list.ts'
import type { Opportunity, OtherOpportunity } from './repository.ts'
import type { Stage } from './stages.ts'

/** A row with the effective probability in whole percent. */
type ShownRow = OpportunityRow & { effective: number }

export interface OpportunityFormProps extends CustomerChoices {
  record: Opportunity | null
  form: FormState
  /** Other people's open opportunities on the chosen customer. */
  otherOpportunities: OtherOpportunity[]
  people: CreditPerson[]
  progressFields: typeof progressFields
  detailFields: typeof detailFields
  /** The values of choice lists by field name. */
  offered: Record<string, string[]>
  stages: readonly Stage[]
  mayReassign: boolean
}

export interface OpportunityPageProps {
  opportunity: Opportunity
  open: boolean
  /** In whole percent: the effective probability, and the stage's usual one. */
  probability: { effective: number; usual: number }
  /** In minor units. */
  weighted: number | null
  /** Why it is stale today, or null. */
  neglected: { days: number; late: boolean } | null
  otherOpportunities: OtherOpportunity[]
  credits: { id: number; name: string; percent: number }[]
  author: string
  activity: OpportunityActivityEntry[]
  panels: Panel[]
  may: { edit: boolean; order: boolean }
  /** Whether an order came from it already. */
  hasOrder: boolean
  update: FormState
  /** The stage that somebody else saved meanwhile. */
  fields: typeof opportunityFields
  details: Detail[]
  offered: Record<string, string[]>
  stages: readonly Stage[]
}

declare module '../web/view-props.ts' {
  interface Views {
    'opportunities/list': {
      list: ListPage<ShownRow>
      views: { label: 'all' | 'own' | 'open' | 'neglected' | 'won' | 'lost'; href: string; current: boolean }[]
      today: string
    }
    'opportunities/form': OpportunityFormProps
    'opportunities/page': OpportunityPageProps
    'opportunities/update-form': OpportunityPageProps
    'opportunities/update-fields-form': OpportunityPageProps
    'opportunities/details-sections': OpportunityPageProps
    'opportunities/stage-label': { stage: Stage }
    'opportunities/other-open': { otherOpportunities: OtherOpportunity[]; linked: boolean }
    'opportunities/activity': { activity: OpportunityActivityEntry[] }
    'opportunities/change-line': ActivityLine
    'opportunities/customer-opportunities-panel': {
      customer: { id: number }
      opportunities: {
        title: string
        stage: Stage
        owner: string
        owner_id: number
        /** Null if somebody else owns it. */
        more: {
          id: number
          expected_amount: number | null
          expected_close_on: string | null
          probability: number
        } | null
      }[]
    }
  }
}
