import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { initialOwnerFormValues, ownerIdToShow } from '../accounts/chosen-owner.ts'
import { creditPeople } from '../accounts/creditable-people.ts'
import { customerChoices, preselectedCustomer } from '../customers/duplicates/customer-lookup.ts'
import { suggestedValuesByField } from '../preferences/form-suggestions.ts'
import { type FormState, formIdAt, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { detailFields, opportunityFields, progressFields } from './fields.ts'
import { opportunityDetailsFormValues } from './form.ts'
import { findOpportunity, type Opportunity, openOpportunitiesOfOthers } from './repository.ts'
import { openStages, selectableStages } from './stages.ts'
import type { OpportunityFormProps } from './view-props.ts'

interface OpportunityFormOptions {
  person: Person
  record?: Opportunity | undefined
  form: FormState
  /** The customer search text. */
  q?: string
  status?: number
}

/** The form of a new opportunity, or of an existing one's details; initial or rejected. */
async function opportunityFormPage(options: OpportunityFormOptions): Promise<Answer> {
  const { person, record, form, q = '', status } = options
  const customer_id = record ? null : formIdAt(form, 'customer_id')
  const owner_id = ownerIdToShow(form, record, person)
  const [customers, otherOpportunities, people, offered] = await Promise.all([
    customerChoices(record ? null : q, customer_id, person, q === '' ? ownerFilter(person) : undefined),
    customer_id === null ? [] : openOpportunitiesOfOthers(customer_id, owner_id),
    creditPeople(form, owner_id, record?.credits ?? []),
    suggestedValuesByField(opportunityFields),
  ])
  const props: OpportunityFormProps = {
    record: record ?? null,
    form,
    ...customers,
    otherOpportunities,
    people,
    progressFields,
    detailFields,
    offered,
    stages: form.values.stage === 'lost' ? selectableStages : [...openStages, 'won'],
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('opportunities/form', props, status)
}

/** Without a search text, salespeople are offered their own customers. */
const ownerFilter = ({ id, role }: Person): number | undefined => (role === 'salesperson' ? id : undefined)

/** The form of an existing opportunity's details. */
export const editOpportunityPage = (record: Opportunity, person: Person): Promise<Answer> =>
  opportunityFormPage({ person, record, form: initialFormState(opportunityDetailsFormValues(record)) })

/** The form of a new opportunity, for a given customer or a search; a single search result is selected. */
export async function newOpportunityPage(person: Person, customer_id: number | null, q: string): Promise<Answer> {
  const customer = await preselectedCustomer(customer_id, q, person)
  const initial = {
    customer_id: String(customer?.id ?? ''),
    source: customer?.source ?? '',
    stage: 'prospecting',
    ...(await initialOwnerFormValues(person, customer)),
  }
  return opportunityFormPage({ person, form: initialFormState(initial), q })
}

/** The rejected form with the typed values, and those of others where both changed a field. */
export async function opportunityFormRefused(refused: RefusedForm<Person, Opportunity | undefined>): Promise<Answer> {
  const { person, form } = refused
  const record = refused.record && (await findOpportunity(refused.record.id, person))
  return opportunityFormPage({ person, record, form, status: 422 })
}
