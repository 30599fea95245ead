import { findCustomer } from '../../customers/repository.ts'
import { today } from '../../i18n/format.ts'
import { addDays, daysBetween } from '../../values/days.ts'
import { callNotes } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, scheduleDemoAction, workdayAfterDays } from './context.ts'
import { scheduleDemoCustomer, scheduleDemoVisits } from './customers.ts'
import { randomPerson } from './names.ts'
import { scheduleDemoOpportunity } from './opportunities.ts'
import { enterDemoOrder, randomDemoOrder } from './orders.ts'
import { recordDemoCall } from './record-call.ts'

const duplicates = 14
const conflicts = 5
/** Of 400 customers, those that are not duplicates, disputed or inactive. */
const ordinaryCustomers = 400 - 2 * duplicates - conflicts - 1

/** Schedules two years of a department: its customers, and special cases for visitors to find. */
export function scheduleScenario(context: DemoContext): void {
  const { by, first, last } = context
  const days = daysBetween(first, last)
  for (let number = 0; number < ordinaryCustomers; number++) {
    // A third of the customers are added in the first weeks, the others over the years.
    const day = number % 3 === 0 ? by.between(0, 40) : by.between(20, days - 3)
    scheduleDemoCustomer(context, sellerFor(context), workdayAfterDays(first, day))
  }
  goQuiet(context)
  for (let number = 0; number < duplicates; number++)
    duplicate(context, workdayAfterDays(first, by.between(Math.min(200, Math.floor(days / 2)), days - 5)))
  for (let number = 0; number < conflicts; number++) conflict(context, workdayAfterDays(last, -by.between(16, 30)))
}

/** A random salesperson, weighted by their number of customers. */
function sellerFor({ by, sellers }: DemoContext): DemoSalesperson {
  let left = by.next() * sellers.reduce((sum, { temper }) => sum + temper.book, 0)
  for (const seller of sellers) {
    left -= seller.temper.book
    if (left < 0) return seller
  }
  return by.one(sellers)
}

/** A customer who ordered every few weeks; for five months nobody has called them. */
function goQuiet(context: DemoContext): void {
  const seller = context.sellers[0]
  if (!seller) return
  const fields = {
    company: '苏州恒测精密仪器有限公司',
    name: '刘敏',
    phone: '13862100482',
    level: 'A',
    region: '江苏',
    city: '苏州',
  }
  scheduleDemoCustomer(context, seller, workdayAfterDays(context.first, 10), fields, (id) => {
    for (
      let day = workdayAfterDays(context.first, 30);
      day < addDays(context.last, -150);
      day = workdayAfterDays(day, 38)
    )
      scheduleDemoAction(context, day, async () => {
        await recordDemoCall(context, seller, id, callNotes.routine, null)
        await enterDemoOrder(context, seller, id, null, randomDemoOrder(context.by, today()))
      })
  })
}

/** Two salespeople add the same customer, with different spellings. */
function duplicate(context: DemoContext, day: string): void {
  const { by, sellers } = context
  const person = randomPerson(by)
  const [one, other] = [by.one(sellers), by.one(sellers)]
  scheduleDemoCustomer(context, one, sinceFirst(context, workdayAfterDays(day, -by.between(30, 150))), person)
  const variant = by.happens(0.5)
    ? {
        name: by.one(['采购部', '前台', person.name ?? '']),
        phone: `+86 ${person.phone}`,
        company: (person.company ?? '').replace(/(股份)?有限公司$/, ''),
      }
    : { name: randomPerson(by).name ?? '', phone: randomPerson(by).phone ?? '' }
  scheduleDemoCustomer(context, other, day, { ...person, email: '', other_contact: '', ...variant }, (id) =>
    scheduleDemoVisits(context, other, id, workdayAfterDays(today(), by.between(3, 14))),
  )
}

/** Two salespeople have open opportunities with the same customer. */
function conflict(context: DemoContext, day: string): void {
  const { by, sellers } = context
  const [one, other] = [by.one(sellers.slice(0, 4)), by.one(sellers.slice(4))]
  scheduleDemoCustomer(context, one, sinceFirst(context, workdayAfterDays(day, -by.between(20, 90))), {}, (id) => {
    scheduleDemoOpportunity(context, one, id, day, 20)
    scheduleDemoOpportunity(context, other, id, workdayAfterDays(day, by.between(2, 8)), 20)
    scheduleDemoAction(context, workdayAfterDays(day, 2), async () => {
      const customer = await findCustomer(id)
      if (customer) await recordDemoCall(context, other, customer.id, callNotes.first, null)
    })
  })
}

/** The day, or the first day if the period is too short. */
const sinceFirst = ({ first }: DemoContext, day: string): string => (day < first ? first : day)
