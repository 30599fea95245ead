import { customerForm } from '../../customers/form.ts'
import { createCustomer } from '../../customers/save.ts'
import { today } from '../../i18n/format.ts'
import { callNotes } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, dayAfter, parsedForm, scheduleAct } from './context.ts'
import { randomPerson } from './names.ts'
import { beginOpportunity } from './opportunities.ts'
import { recordCall } from './record-call.ts'

/** Somebody new enters a salesperson's book; `fields` says what the story knows of them, `onward` what comes of it. */
export function addCustomers(
  stage: DemoContext,
  seller: DemoSalesperson,
  day: string,
  fields: Record<string, string> = {},
  onward: (customer_id: number) => void = (id) => grow(stage, seller, id),
): void {
  scheduleAct(stage, day, async () => {
    const form = parsedForm(customerForm, { ...randomPerson(stage.by), confirm_duplicate: '1', ...fields })
    const id = await createCustomer(form, seller.person)
    await recordCall(stage, seller, id, callNotes.first, dayAfter(today(), stage.by.between(3, 14)))
    onward(id)
  })
}

/** A customer who is looked after: now and then a talk, and before long a wish. */
function grow(stage: DemoContext, seller: DemoSalesperson, id: number): void {
  const { by } = stage
  if (by.happens(0.85)) beginOpportunity(stage, seller, id, dayAfter(today(), by.between(2, 40)))
  visit(stage, seller, id, dayAfter(today(), by.between(3, 14)))
}

/** A talk that leads to the next one, as long as nobody forgets. */
export function visit(stage: DemoContext, seller: DemoSalesperson, id: number, day: string): void {
  const { by } = stage
  scheduleAct(stage, day, async () => {
    // Who is careless lets a promise lie, for weeks.
    if (!by.happens(seller.temper.care)) return visit(stage, seller, id, dayAfter(day, by.between(10, 60)))
    const next = dayAfter(day, by.between(20, 75))
    await recordCall(stage, seller, id, callNotes.routine, by.happens(0.6) ? next : null)
    visit(stage, seller, id, next)
  })
}
