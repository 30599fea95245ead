import type { Person } from '../../access/person.ts'
import { conflictingFields, type FormState, initialFormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { possibleCommunicationSubjects } from '../extension-points.ts'
import { customerDisplayName } from '../repository.ts'
import { type CommunicationRecord, findCommunication } from './communications-repository.ts'
import { correctionRefusal } from './correction-rule.ts'
import { correctionFormValues } from './form.ts'

/** The form that corrects or withdraws a communication, or why that is no longer possible. */
export async function correctionPage(record: CommunicationRecord, person: Person, form?: FormState): Promise<Answer> {
  const refusal = correctionRefusal(record)
  if (refusal) return page('errors/action-refused', { errors: [{ field: 'version', key: refusal }] }, 422)
  const subjects = await possibleCommunicationSubjects(record.customer_id, person, record.opportunity_id)
  const props = {
    communication: record,
    called: customerDisplayName(record),
    subjects: subjects.map(({ id, title }) => ({ value: String(id), label: title })),
    form: form ?? initialFormState(correctionFormValues(record)),
  }
  return page('customers/correction', props, form ? 422 : 200)
}

/** The refused form with what was typed; after a version conflict with the saved values that differ. */
export async function correctionRefused(refused: RefusedForm<Person, CommunicationRecord>): Promise<Answer> {
  const { person, values, errors, stale } = refused
  const record = (await findCommunication(refused.record.id)) ?? refused.record
  if (!stale) return correctionPage(record, person, { values, errors })
  const conflicts = conflictingFields(correctionFormValues(record), values)
  return correctionPage(record, person, { values: { ...values, version: String(record.version) }, errors, conflicts })
}

/** The same after a refused withdrawal, with the saved values; an undo that is refused says only why. */
export async function withdrawalRefused(refused: RefusedForm<Person, CommunicationRecord>): Promise<Answer> {
  const { person, values, errors, stale } = refused
  if (values.undo === '1') return page('errors/action-refused', { errors }, 422)
  const record = (await findCommunication(refused.record.id)) ?? refused.record
  const form = { values: correctionFormValues(record), errors, ...(stale && { conflicts: {} }) }
  return correctionPage(record, person, form)
}
