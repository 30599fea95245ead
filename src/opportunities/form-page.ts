import type { Person } from '../access/person.ts'
import { may } from '../access/rights.ts'
import { creditPeople } from '../accounts/credit-people.ts'
import { activePeople } from '../accounts/repository.ts'
import { customersFoundBy } from '../customers/duplicates/look-up.ts'
import { soleOf, startingWith } from '../customers/duplicates/starting-with.ts'
import { calledOf, findCustomer } from '../customers/repository.ts'
import { choices } from '../preferences/repository.ts'
import { type Answer, page } from '../web/answers.ts'
import { differing, type FormState, fresh, idAt } from '../web/form-state.ts'
import type { RefusedForm } from '../web/route.ts'
import { shownAbout } from './form.ts'
import { findOpportunity, type Opportunity, openOfOthers } from './repository.ts'
import { chosenStages, openStages } from './stages.ts'
import type { OpportunityFormProps } from './views.ts'

const offeredCustomers = 50

interface OpportunityFormAsked {
  person: Person
  record?: Opportunity | undefined
  form?: FormState
  /** What customers are looked for by. */
  q?: string
  status?: number
}

/** The form of a new opportunity, or of what an existing one is about; fresh or refused. */
export async function opportunityFormPage(asked: OpportunityFormAsked): Promise<Answer> {
  const { person, record, q = '', status = 200 } = asked
  const form = asked.form ?? fresh(record ? shownAbout(record) : {})
  const customer_id = record ? null : idAt(form, 'customer_id')
  const owner_id = idAt(form, 'owner_id') ?? record?.owner_id ?? person.id
  const [everybody, source, loss_reason, customers, beside] = await Promise.all([
    activePeople(),
    choices('source'),
    choices('loss_reason'),
    record ? [] : customerOptions(person, customer_id, q),
    customer_id === null ? [] : openOfOthers(customer_id, owner_id),
  ])
  const props: OpportunityFormProps = {
    record: record ?? null,
    form,
    customers,
    looked: record ? null : q,
    found: record || q === '' ? null : { what: q, count: customers.length, starting: startingWith(q) },
    beside,
    people: await creditPeople(form, everybody, [owner_id, ...(record?.credits.map(({ id }) => id) ?? [])]),
    offered: { source, loss_reason, stages: form.typed.stage === 'lost' ? chosenStages : [...openStages, 'won'] },
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('opportunities/form', props, status)
}

/** The same for a new one, begun from a customer or looking for one; whoever is found alone is chosen. */
export async function newOpportunityPage(person: Person, asked: number | null, q: string): Promise<Answer> {
  const found = asked === null && q !== '' ? await customersFoundBy(q, person, 2) : []
  const customer_id = asked ?? soleOf(found)
  const customer = customer_id === null ? undefined : await findCustomer(customer_id)
  const started = {
    customer_id: customer ? String(customer.id) : '',
    source: customer?.source ?? '',
    stage: 'prospecting',
    owner_id: String(person.id),
    ...(person.role === 'salesperson' && { credits: { [person.id]: '100' } }),
  }
  return opportunityFormPage({ person, form: fresh(started), q })
}

/** Refused: everything as typed; where it was stale, theirs beside each field that differs. */
export async function opportunityFormRefused(asked: RefusedForm<Person, Opportunity | undefined>): Promise<Answer> {
  const { person, typed, wrong, stale } = asked
  const record = asked.record && (await findOpportunity(asked.record.id, person))
  if (!stale || !record) return opportunityFormPage({ person, record, form: { typed, wrong }, status: 422 })
  const { credits: _, ...fields } = shownAbout(record)
  const theirs = differing(fields as Record<string, string>, typed)
  const form = { typed: { ...typed, version: String(record.version) }, wrong, theirs }
  return opportunityFormPage({ person, record, form, status: 422 })
}

async function customerOptions(person: Person, chosen: number | null, q: string) {
  const own = q === '' && person.role === 'salesperson' ? person.id : undefined
  const found = await customersFoundBy(q, person, offeredCustomers, own)
  const named = chosen === null || found.some(({ id }) => id === chosen) ? undefined : await findCustomer(chosen)
  return [...(named ? [named] : []), ...found].map((customer) => ({
    value: String(customer.id),
    label: [customer.company, customer.name].filter(Boolean).join(' ') || calledOf(customer),
  }))
}
