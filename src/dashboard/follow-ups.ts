import type { Person } from '../access/person.ts'
import { countFollowUpsDue, followUpsDue } from '../customers/communications/communications-repository.ts'
import { today } from '../i18n/format.ts'
import { addDays, daysBetween } from '../values/days.ts'
import { type Answer, page } from '../web/responses.ts'
import type { DueProps } from './view-props.ts'

const dashboardLimit = 12
const perPage = 25
const lastDay = '9999-12-31'

/** The dashboard's section of follow-ups due by `now`, a business date, oldest first; the rest has its own page. */
export async function dueFollowUpsSection(person: Person, now: string): Promise<DueProps> {
  const [due, count, late] = await Promise.all([
    dueFrom(person, now, now, dashboardLimit),
    countFollowUpsDue(person.id, now),
    countFollowUpsDue(person.id, addDays(now, -1)),
  ])
  return { today: now, tomorrow: addDays(now, 1), due, count, late, back: '/' }
}

/** All open follow-ups, also future ones; pages start at 1. */
export async function duePage(person: Person, number: number): Promise<Answer> {
  const now = today()
  const [due, count] = await Promise.all([
    dueFrom(person, now, lastDay, perPage, (number - 1) * perPage),
    countFollowUpsDue(person.id, lastDay),
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

const dueFrom = async (
  { id }: Person,
  now: string,
  until: string,
  limit: number,
  offset = 0,
): Promise<DueProps['due']> =>
  (await followUpsDue(id, until, limit, offset)).map((one) => ({
    ...one,
    daysOverdue: Math.max(0, daysBetween(one.follow_up_on ?? now, now)),
  }))
