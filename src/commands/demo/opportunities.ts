import { today } from '../../i18n/format.ts'
import { opportunityForm, opportunityUpdateForm, opportunityUpdateFormValues } from '../../opportunities/form.ts'
import { getOpportunity } from '../../opportunities/repository.ts'
import { createOpportunity } from '../../opportunities/save/create.ts'
import { updateOpportunityProgress } from '../../opportunities/save/progress-update.ts'
import { pricePlain } from '../../web/field-schemas.ts'
import { callNotes, feedback, nextSteps, titles } from './call-notes.ts'
import {
  type DemoContext,
  type DemoSalesperson,
  parseDemoForm,
  scheduleDemoAction,
  workdayAfterDays,
} from './context.ts'
import { demoProducts } from './names.ts'
import { enterDemoOrder, type PlannedOrder, randomDemoOrder } from './orders.ts'
import { recordDemoCall } from './record-call.ts'

const stages = ['qualification', 'proposal', 'negotiation'] as const

interface Deal {
  id: number
  customer_id: number
  wish: PlannedOrder
}

/** Creates an opportunity and schedules its updates. `pace` is the number of days between two of them. */
export function scheduleDemoOpportunity(
  context: DemoContext,
  seller: DemoSalesperson,
  customer_id: number,
  day: string,
  pace = 9,
): void {
  scheduleDemoAction(context, day, async () => {
    const { by } = context
    const planned = randomDemoOrder(by, today())
    const first = planned.lines[0]?.product
    const typed = {
      customer_id: String(customer_id),
      title: by.happens(0.5)
        ? by.one(titles)
        : `${first?.name ?? ''} ${planned.lines[0]?.quantity ?? 1} ${first?.unit ?? ''}`,
      source: by.one(demoProducts.source),
      summary: planned.lines.map(({ product, quantity }) => `${product.name} × ${quantity}`).join('，'),
      expected_amount: pricePlain(planned.worth),
      expected_close_on: workdayAfterDays(today(), pace * by.between(4, 6)),
      next_step: by.one(nextSteps),
      next_step_on: workdayAfterDays(today(), pace),
    }
    const id = await createOpportunity(parseDemoForm(opportunityForm, typed), seller.person)
    const deal = { id, customer_id, wish: planned }
    proceed(context, seller, deal, 0, pace, by.happens(seller.temper.wins))
  })
}

/** Moves to the next stage after about `pace` days, unless the salesperson forgets. */
function proceed(
  context: DemoContext,
  seller: DemoSalesperson,
  deal: Deal,
  step: number,
  pace: number,
  wins: boolean,
): void {
  const { by } = context
  scheduleDemoAction(context, workdayAfterDays(today(), by.between(pace - 4, pace + 5)), async () => {
    // A forgotten opportunity may be continued weeks later.
    if (!by.happens(seller.temper.care)) {
      if (by.happens(seller.temper.care)) return proceed(context, seller, deal, step, pace + by.between(20, 50), wins)
      // Otherwise it is closed as lost, months later.
      scheduleDemoAction(context, workdayAfterDays(today(), by.between(60, 150)), () =>
        close(context, seller, deal, false),
      )
      return
    }
    const to = stages[step]
    if (to === undefined || (!wins && step > 0 && by.happens(0.35))) return close(context, seller, deal, wins)
    const next = workdayAfterDays(today(), pace)
    const changes = { stage: to, next_step: by.one(nextSteps), next_step_on: next, note: by.one(callNotes[to]) }
    await update(seller, deal, { ...changes, ...(by.happens(0.5) && { feedback: by.one(feedback) }) })
    await recordDemoCall(context, seller, deal.customer_id, callNotes[to], by.happens(0.5) ? next : null, deal.id)
    proceed(context, seller, deal, step + 1, pace, wins)
  })
}

async function close(context: DemoContext, seller: DemoSalesperson, deal: Deal, wins: boolean): Promise<void> {
  const { by } = context
  const notes = wins ? callNotes.won : callNotes.lost
  await recordDemoCall(context, seller, deal.customer_id, notes, null, deal.id)
  await update(seller, deal, {
    stage: wins ? 'won' : 'lost',
    note: by.one(notes),
    ...(!wins && { loss_reason: by.one(demoProducts.loss_reason) }),
  })
  if (wins) await enterDemoOrder(context, seller, deal.customer_id, deal.id, deal.wish)
  if (by.happens(wins ? 0.92 : 0.75))
    scheduleDemoOpportunity(context, seller, deal.customer_id, workdayAfterDays(today(), by.between(40, 130)))
}

/** Submits the update form; fields not given keep their values. */
async function update(seller: DemoSalesperson, { id }: Deal, values: Record<string, string>): Promise<void> {
  const record = await getOpportunity(id)
  await updateOpportunityProgress(
    id,
    parseDemoForm(opportunityUpdateForm, { ...opportunityUpdateFormValues(record), ...values }),
    seller.person,
  )
}
