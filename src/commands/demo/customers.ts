import { customerForm } from '../../customers/form.ts'
import { createCustomer } from '../../customers/save.ts'
import { today } from '../../i18n/format.ts'
import { callNotes } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, dayAfter, parsedForm, scheduleAct } from './context.ts'
import { randomPerson } from './names.ts'
import { beginOpportunity } from './opportunities.ts'
import { recordCall } from './record-call.ts'

/** A salesperson adds a customer. `fields` are fixed form values; `onward` schedules what happens next. */
export function addCustomers(
  context: DemoContext,
  seller: DemoSalesperson,
  day: string,
  fields: Record<string, string> = {},
  onward: (customer_id: number) => void = (id) => grow(context, seller, id),
): void {
  scheduleAct(context, day, async () => {
    const form = parsedForm(customerForm, { ...randomPerson(context.by), confirm_duplicate: '1', ...fields })
    const id = await createCustomer(form, seller.person)
    await recordCall(context, seller, id, callNotes.first, dayAfter(today(), context.by.between(3, 14)))
    onward(id)
  })
}

/** Schedules an opportunity in most cases, and regular contact. */
function grow(context: DemoContext, seller: DemoSalesperson, id: number): void {
  const { by } = context
  if (by.happens(0.85)) beginOpportunity(context, seller, id, dayAfter(today(), by.between(2, 40)))
  visitCustomer(context, seller, id, dayAfter(today(), by.between(3, 14)))
}

/** A contact that schedules the next one. */
export function visitCustomer(context: DemoContext, seller: DemoSalesperson, id: number, day: string): void {
  const { by } = context
  scheduleAct(context, day, async () => {
    // A careless salesperson is weeks late.
    if (!by.happens(seller.temper.care)) return visitCustomer(context, seller, id, dayAfter(day, by.between(10, 60)))
    const next = dayAfter(day, by.between(20, 75))
    await recordCall(context, seller, id, callNotes.routine, by.happens(0.6) ? next : null)
    visitCustomer(context, seller, id, next)
  })
}
