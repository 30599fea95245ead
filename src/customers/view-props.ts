import type { Row } from '../database/tables.ts'
import type { Fields } from '../fields/definition.ts'
import type { Detail } from '../fields/format-values.ts'
import type { ListPage } from '../lists/list-page-props.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { Views } from '../web/view-props.ts'
import type { CommunicationEntry, TimelineEntry } from './communications/timeline.ts'
import type { DuplicateCandidate } from './duplicates/duplicates.ts'
import type { customerPrefillFromSearch } from './duplicates/prefill-from-search.ts'
import type { CustomerRow } from './list.ts'
import type { Contact, Customer } from './repository.ts'

/** A panel that a higher feature adds to a record's page: a view with its props. */
export type Panel = { [N in keyof Views]: { view: N; props: Views[N] } }[keyof Views]

interface CustomerFormProps {
  record: Customer | null
  form: FormState
  candidates: DuplicateCandidate[]
  people: Option[]
  fields: Fields
  /** The values of choice lists by field name. */
  offered: Record<string, string[]>
}

/** Common follow-up days offered by the form. */
type FollowUpDay = 'none' | 'tomorrow' | 'in_3_days' | 'this_friday' | 'next_monday' | 'in_a_month'

export interface CustomerPageProps {
  customer: Customer
  owner: { id: number; name: string }
  author: string
  details: Detail[]
  contacts: (Contact & { details: Detail[] })[]
  contactFields: Fields
  duplicates: DuplicateCandidate[]
  timeline: {
    entries: TimelineEntry[]
    show: 'all' | 'communications' | 'changes'
    counts: { communications: number; changes: number }
    older: number
  }
  panels: Panel[]
  mayEdit: boolean
  communication: FormState
  contact: FormState
  /** Subjects a communication can have. */
  subjects: Option[]
  followUps: { value: string; label: FollowUpDay }[]
}

declare module '../web/view-props.ts' {
  interface Views {
    'customers/list': {
      list: ListPage<CustomerRow>
      views: { label: 'all' | 'own' | 'level_a' | 'silent'; href: string; current: boolean }[]
      today: string
      /** Prefills the new customer form when a search has no results. */
      starting: ReturnType<typeof customerPrefillFromSearch>
      mayImport: boolean
      mayExport: boolean
    }
    'partials/customer-timeline': { entries: TimelineEntry[] }
    'partials/communication': { entry: CommunicationEntry }
    'customers/correction': {
      communication: Row<'communications'>
      called: string
      subjects: Option[]
      form: FormState
    }
    'customers/form': CustomerFormProps
    'customers/page': CustomerPageProps
    'customers/duplicate-warning': { candidates: DuplicateCandidate[]; distinctFrom: number | null }
    'customers/contact-form': {
      contact: Contact
      fields: Fields
      customer: { id: number; called: string }
      form: FormState
    }
    'customers/communication-form': {
      customer: { id: number }
      form: FormState
      followUps: CustomerPageProps['followUps']
      subjects: Option[]
    }
  }
}
