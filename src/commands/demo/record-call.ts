import { recordCommunication } from '../../customers/communications/communications.ts'
import { communicationForm, communicationKinds } from '../../customers/communications/form.ts'
import { findCustomer } from '../../customers/repository.ts'
import { type DemoContext, type DemoSalesperson, parseDemoForm } from './context.ts'

/** A salesperson records a contact, with an optional date for the next one. */
export async function recordDemoCall(
  { by }: DemoContext,
  { person }: DemoSalesperson,
  customer_id: number,
  notes: readonly string[],
  follow_up_on: string | null,
  opportunity_id: number | null = null,
): Promise<void> {
  const customer = await findCustomer(customer_id)
  if (!customer) throw new Error(`there is no customer ${customer_id}`)
  const typed = {
    kind: by.happens(0.55) ? 'call' : by.one(communicationKinds),
    content: by.one(notes),
    follow_up_on: follow_up_on ?? '',
    opportunity_id: String(opportunity_id ?? ''),
  }
  await recordCommunication(customer, parseDemoForm(communicationForm, typed), person)
}
