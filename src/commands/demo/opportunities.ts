import { today } from '../../i18n/format.ts'
import { opportunityForm, shownProgress, updateForm } from '../../opportunities/form.ts'
import { getOpportunity } from '../../opportunities/repository.ts'
import { createOpportunity } from '../../opportunities/save/create.ts'
import { updateOpportunity } from '../../opportunities/save/update.ts'
import { pricePlain } from '../../products/form.ts'
import { callNotes, feedback, nextSteps, titles } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, dayAfter, parsedForm, scheduleAct } from './context.ts'
import { demoProducts } from './names.ts'
import { enterOrder, type PlannedOrder, wish } from './orders.ts'
import { recordCall } from './record-call.ts'

const path = ['qualification', 'proposal', 'negotiation'] as const

interface Deal {
  id: number
  customer_id: number
  wish: PlannedOrder
}

/** A customer wants something: an opportunity begins, and goes its way. `pace` is the days between two updates. */
export function beginOpportunity(
  stage: DemoContext,
  seller: DemoSalesperson,
  customer_id: number,
  day: string,
  pace = 9,
): void {
  scheduleAct(stage, day, async () => {
    const { by } = stage
    const wanted = wish(by, today())
    const first = wanted.lines[0]?.product
    const typed = {
      customer_id: String(customer_id),
      title: by.happens(0.5)
        ? by.one(titles)
        : `${first?.name ?? ''} ${wanted.lines[0]?.quantity ?? 1} ${first?.unit ?? ''}`,
      source: by.one(demoProducts.source),
      summary: wanted.lines.map(({ product, quantity }) => `${product.name} × ${quantity}`).join('，'),
      expected_amount: pricePlain(wanted.worth),
      expected_close_on: dayAfter(today(), pace * by.between(4, 6)),
      next_step: by.one(nextSteps),
      next_step_on: dayAfter(today(), pace),
    }
    const id = await createOpportunity(parsedForm(opportunityForm, typed), seller.person)
    const deal = { id, customer_id, wish: wanted }
    proceed(stage, seller, deal, 0, pace, by.happens(seller.temper.wins))
  })
}

/** One stage further, a week or two later, unless it is forgotten. */
function proceed(
  stage: DemoContext,
  seller: DemoSalesperson,
  deal: Deal,
  step: number,
  pace: number,
  wins: boolean,
): void {
  const { by } = stage
  scheduleAct(stage, dayAfter(today(), by.between(pace - 4, pace + 5)), async () => {
    // What is forgotten may come to mind again weeks later.
    if (!by.happens(seller.temper.care)) {
      if (by.happens(seller.temper.care)) return proceed(stage, seller, deal, step, pace + by.between(20, 50), wins)
      // Months later somebody tidies up.
      scheduleAct(stage, dayAfter(today(), by.between(60, 150)), () => close(stage, seller, deal, false))
      return
    }
    const to = path[step]
    if (to === undefined || (!wins && step > 0 && by.happens(0.35))) return close(stage, seller, deal, wins)
    const next = dayAfter(today(), pace)
    const moved = { stage: to, next_step: by.one(nextSteps), next_step_on: next, note: by.one(callNotes[to]) }
    await update(seller, deal, { ...moved, ...(by.happens(0.5) && { feedback: by.one(feedback) }) })
    await recordCall(stage, seller, deal.customer_id, callNotes[to], by.happens(0.5) ? next : null, deal.id)
    proceed(stage, seller, deal, step + 1, pace, wins)
  })
}

async function close(stage: DemoContext, seller: DemoSalesperson, deal: Deal, wins: boolean): Promise<void> {
  const { by } = stage
  const said = wins ? callNotes.won : callNotes.lost
  await recordCall(stage, seller, deal.customer_id, said, null, deal.id)
  await update(seller, deal, {
    stage: wins ? 'won' : 'lost',
    note: by.one(said),
    ...(!wins && { loss_reason: by.one(demoProducts.loss_reason) }),
  })
  if (wins) await enterOrder(stage, seller, deal.customer_id, deal.id, deal.wish)
  if (by.happens(wins ? 0.92 : 0.75))
    beginOpportunity(stage, seller, deal.customer_id, dayAfter(today(), by.between(40, 130)))
}

/** Updates as the form would: what is not said stays as it is. */
async function update(seller: DemoSalesperson, { id }: Deal, said: Record<string, string>): Promise<void> {
  const record = await getOpportunity(id)
  await updateOpportunity(id, parsedForm(updateForm, { ...shownProgress(record), ...said }), seller.person)
}
