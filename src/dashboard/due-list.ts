import type { Person } from '../access/person.ts'
import { countFollowUpsDue, followUpsDue } from '../customers/communications/communications-repository.ts'
import { today } from '../i18n/format.ts'
import { countNextStepsDue, nextStepsDue } from '../opportunities/due/next-steps-due-repository.ts'
import { addDays, daysBetween } from '../values/days.ts'
import { type Answer, page } from '../web/responses.ts'
import type { DueItem, DueProps } from './view-props.ts'

const dashboardLimit = 12
const perPage = 25
const lastDay = '9999-12-31'

/** The dashboard's section of what is due by `now`, a business date, oldest first; the rest has its own page. */
export async function dueSection(person: Person, now: string): Promise<DueProps> {
  const [due, count, late] = await Promise.all([
    dueItems(person.id, now, now, dashboardLimit),
    countDueItems(person.id, now),
    countDueItems(person.id, addDays(now, -1)),
  ])
  return { today: now, tomorrow: addDays(now, 1), due, count, late, back: '/' }
}

/** All open follow-ups and next steps, also future ones; pages start at 1. */
export async function duePage(person: Person, number: number): Promise<Answer> {
  const now = today()
  const [due, count] = await Promise.all([
    dueItems(person.id, now, lastDay, perPage, (number - 1) * perPage),
    countDueItems(person.id, lastDay),
  ])
  const at = (other: number) => (other === 1 ? '/follow-ups' : `/follow-ups?page=${other}`)
  return page('dashboard/follow-ups-page', {
    today: now,
    tomorrow: addDays(now, 1),
    due,
    count,
    back: '/follow-ups',
    previous: number > 1 ? at(number - 1) : null,
    next: number * perPage < count ? at(number + 1) : null,
  })
}

/** Number of a person's open follow-ups and of next steps of their open opportunities, due by a business date. */
export const countDueItems = async (user_id: number, until: string): Promise<number> => {
  const counts = await Promise.all([countFollowUpsDue(user_id, until), countNextStepsDue(user_id, until)])
  return counts[0] + counts[1]
}

/** Both kinds by day. Each is read up to the end of the page, because either may fill it alone. */
async function dueItems(user_id: number, now: string, until: string, limit: number, offset = 0): Promise<DueItem[]> {
  const end = offset + limit
  const [followUps, nextSteps] = await Promise.all([
    followUpsDue(user_id, until, end),
    nextStepsDue(user_id, until, end),
  ])
  const items = [
    ...followUps.map((one) => ({ ...one, type: 'follow_up' as const, due_on: one.follow_up_on ?? now })),
    ...nextSteps.map((one) => ({ ...one, type: 'next_step' as const, due_on: one.next_step_on ?? now })),
  ]
  return items
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on))
    .slice(offset, end)
    .map((one) => ({ ...one, daysOverdue: Math.max(0, daysBetween(one.due_on, now)) }))
}
