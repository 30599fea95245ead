import { customerForm } from '../../customers/form.ts'
import { createCustomer } from '../../customers/save.ts'
import { today } from '../../i18n/format.ts'
import { stranger } from './names.ts'
import { beginOpportunity } from './opportunities.ts'
import { filled, later, plan, type Seller, type Stage } from './stage.ts'
import { talk } from './talk.ts'
import { talks } from './talks.ts'

/** Somebody new enters a salesperson's book; `fields` says what the story knows of them, `onward` what comes of it. */
export function meet(
  stage: Stage,
  seller: Seller,
  day: string,
  fields: Record<string, string> = {},
  onward: (customer_id: number) => void = (id) => grow(stage, seller, id),
): void {
  plan(stage, day, async () => {
    const form = filled(customerForm, { ...stranger(stage.by), confirm_duplicate: '1', ...fields })
    const id = await createCustomer(form, seller.person)
    await talk(stage, seller, id, talks.first, later(today(), stage.by.between(3, 14)))
    onward(id)
  })
}

/** A customer who is looked after: now and then a talk, and before long a wish. */
function grow(stage: Stage, seller: Seller, id: number): void {
  const { by } = stage
  if (by.happens(0.85)) beginOpportunity(stage, seller, id, later(today(), by.between(2, 40)))
  visit(stage, seller, id, later(today(), by.between(3, 14)))
}

/** A talk that leads to the next one, as long as nobody forgets. */
export function visit(stage: Stage, seller: Seller, id: number, day: string): void {
  const { by } = stage
  plan(stage, day, async () => {
    // Who is careless lets a promise lie, for weeks.
    if (!by.happens(seller.temper.care)) return visit(stage, seller, id, later(day, by.between(10, 60)))
    const next = later(day, by.between(20, 75))
    await talk(stage, seller, id, talks.routine, by.happens(0.6) ? next : null)
    visit(stage, seller, id, next)
  })
}
