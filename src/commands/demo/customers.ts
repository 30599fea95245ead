import { customerForm } from '../../customers/form.ts'
import { createCustomer } from '../../customers/save.ts'
import { today } from '../../i18n/format.ts'
import { callNotes } from './call-notes.ts'
import {
  type DemoContext,
  type DemoSalesperson,
  parseDemoForm,
  scheduleDemoAction,
  workdayAfterDays,
} from './context.ts'
import { randomPerson } from './names.ts'
import { scheduleDemoOpportunity } from './opportunities.ts'
import { recordDemoCall } from './record-call.ts'

/** A salesperson adds a customer. `fields` are fixed form values; `onward` schedules what happens next. */
export function scheduleDemoCustomer(
  context: DemoContext,
  seller: DemoSalesperson,
  day: string,
  fields: Record<string, string> = {},
  onward: (customer_id: number) => void = (id) => grow(context, seller, id),
): void {
  scheduleDemoAction(context, day, async () => {
    const form = parseDemoForm(customerForm, { ...randomPerson(context.by), confirm_duplicate: '1', ...fields })
    const id = await createCustomer(form, seller.person)
    await recordDemoCall(context, seller, id, callNotes.first, workdayAfterDays(today(), context.by.between(3, 14)))
    onward(id)
  })
}

/** Schedules an opportunity in most cases, and regular contact. */
function grow(context: DemoContext, seller: DemoSalesperson, id: number): void {
  const { by } = context
  if (by.happens(0.85)) scheduleDemoOpportunity(context, seller, id, workdayAfterDays(today(), by.between(2, 40)))
  scheduleDemoVisits(context, seller, id, workdayAfterDays(today(), by.between(3, 14)))
}

/** A contact that schedules the next one. */
export function scheduleDemoVisits(context: DemoContext, seller: DemoSalesperson, id: number, day: string): void {
  const { by } = context
  scheduleDemoAction(context, day, async () => {
    // A careless salesperson is weeks late.
    if (!by.happens(seller.temper.care))
      return scheduleDemoVisits(context, seller, id, workdayAfterDays(day, by.between(10, 60)))
    const next = workdayAfterDays(day, by.between(20, 75))
    await recordDemoCall(context, seller, id, callNotes.routine, by.happens(0.6) ? next : null)
    scheduleDemoVisits(context, seller, id, next)
  })
}
