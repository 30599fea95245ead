import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { creditPeople } from '../accounts/credit-people.ts'
import { ownerIn, startingOwner } from '../accounts/owner.ts'
import { customersOffered, startingCustomer } from '../customers/duplicates/duplicate-lookup.ts'
import { choices } from '../preferences/repository.ts'
import { conflictingFields, emptyForm, type FormState, idAt } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { shownAbout } from './form.ts'
import { findOpportunity, type Opportunity, openOfOthers } from './repository.ts'
import { chosenStages, openStages } from './stages.ts'
import type { OpportunityFormProps } from './views.ts'

interface OpportunityFormAsked {
  person: Person
  record?: Opportunity | undefined
  form: FormState
  /** What customers are looked for by. */
  q?: string
  status?: number
}

/** The form of a new opportunity, or of what an existing one is about; fresh or refused. */
async function opportunityFormPage(asked: OpportunityFormAsked): Promise<Answer> {
  const { person, record, form, q = '', status } = asked
  const customer_id = record ? null : idAt(form, 'customer_id')
  const owner_id = ownerIn(form, record, person)
  const [customers, beside, people, source, loss_reason] = await Promise.all([
    customersOffered(record ? null : q, customer_id, person, q === '' ? own(person) : undefined),
    customer_id === null ? [] : openOfOthers(customer_id, owner_id),
    creditPeople(form, owner_id, record?.credits ?? []),
    choices('source'),
    choices('loss_reason'),
  ])
  const props: OpportunityFormProps = {
    record: record ?? null,
    form,
    ...customers,
    beside,
    people,
    offered: { source, loss_reason, stages: form.typed.stage === 'lost' ? chosenStages : [...openStages, 'won'] },
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('opportunities/form', props, status)
}

/** A salesperson's own customers are offered as long as nobody is looked for. */
const own = ({ id, role }: Person): number | undefined => (role === 'salesperson' ? id : undefined)

/** The form of what an opportunity is about. */
export const editOpportunityPage = (record: Opportunity, person: Person): Promise<Answer> =>
  opportunityFormPage({ person, record, form: emptyForm(shownAbout(record)) })

/** The form of a new one, begun from a customer or looking for one; whoever is found alone is chosen. */
export async function newOpportunityPage(person: Person, customer_id: number | null, q: string): Promise<Answer> {
  const customer = await startingCustomer(customer_id, q, person)
  const started = {
    customer_id: String(customer?.id ?? ''),
    source: customer?.source ?? '',
    stage: 'prospecting',
    ...startingOwner(person),
  }
  return opportunityFormPage({ person, form: emptyForm(started), q })
}

/** Refused: everything as typed; where it was stale, theirs beside each field that differs. */
export async function opportunityFormRefused(asked: RefusedForm<Person, Opportunity | undefined>): Promise<Answer> {
  const { person, values, errors, stale } = asked
  const record = asked.record && (await findOpportunity(asked.record.id, person))
  if (!stale || !record)
    return opportunityFormPage({ person, record, form: { typed: values, wrong: errors }, status: 422 })
  const { credits: _, ...fields } = shownAbout(record)
  const theirs = conflictingFields(fields as Record<string, string>, values)
  const form = { typed: { ...values, version: String(record.version) }, wrong: errors, theirs }
  return opportunityFormPage({ person, record, form, status: 422 })
}
