import { findCustomer } from '../../customers/repository.ts'
import { today } from '../../i18n/format.ts'
import { addDays, daysBetween } from '../../values/days.ts'
import { callNotes } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, dayAfter, scheduleAct } from './context.ts'
import { addCustomers, visitCustomer } from './customers.ts'
import { randomPerson } from './names.ts'
import { beginOpportunity } from './opportunities.ts'
import { enterOrder, planOrder } from './orders.ts'
import { recordCall } from './record-call.ts'

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
    addCustomers(context, sellerFor(context), dayAfter(first, day))
  }
  goQuiet(context)
  for (let number = 0; number < duplicates; number++)
    duplicate(context, dayAfter(first, by.between(Math.min(200, Math.floor(days / 2)), days - 5)))
  for (let number = 0; number < conflicts; number++) conflict(context, dayAfter(last, -by.between(16, 30)))
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
  addCustomers(context, seller, dayAfter(context.first, 10), fields, (id) => {
    for (let day = dayAfter(context.first, 30); day < addDays(context.last, -150); day = dayAfter(day, 38))
      scheduleAct(context, day, async () => {
        await recordCall(context, seller, id, callNotes.routine, null)
        await enterOrder(context, seller, id, null, planOrder(context.by, today()))
      })
  })
}

/** Two salespeople add the same customer, with different spellings. */
function duplicate(context: DemoContext, day: string): void {
  const { by, sellers } = context
  const person = randomPerson(by)
  const [one, other] = [by.one(sellers), by.one(sellers)]
  addCustomers(context, one, sinceFirst(context, dayAfter(day, -by.between(30, 150))), person)
  const variant = by.happens(0.5)
    ? {
        name: by.one(['采购部', '前台', person.name ?? '']),
        phone: `+86 ${person.phone}`,
        company: (person.company ?? '').replace(/(股份)?有限公司$/, ''),
      }
    : { name: randomPerson(by).name ?? '', phone: randomPerson(by).phone ?? '' }
  addCustomers(context, other, day, { ...person, email: '', other_contact: '', ...variant }, (id) =>
    visitCustomer(context, other, id, dayAfter(today(), by.between(3, 14))),
  )
}

/** Two salespeople have open opportunities with the same customer. */
function conflict(context: DemoContext, day: string): void {
  const { by, sellers } = context
  const [one, other] = [by.one(sellers.slice(0, 4)), by.one(sellers.slice(4))]
  addCustomers(context, one, sinceFirst(context, dayAfter(day, -by.between(20, 90))), {}, (id) => {
    beginOpportunity(context, one, id, day, 20)
    beginOpportunity(context, other, id, dayAfter(day, by.between(2, 8)), 20)
    scheduleAct(context, dayAfter(day, 2), async () => {
      const customer = await findCustomer(id)
      if (customer) await recordCall(context, other, customer.id, callNotes.first, null)
    })
  })
}

/** The day, or the first day if the period is too short. */
const sinceFirst = ({ first }: DemoContext, day: string): string => (day < first ? first : day)
